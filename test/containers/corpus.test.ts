import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { containers } from '../../src/containers/index.ts';
import { readManifestStore } from '../../src/containers/jumbf.ts';
import { readMetadata } from '../../src/containers/read-metadata.ts';
import { sniff } from '../../src/containers/sniff.ts';
import type { Metadata } from '../../src/domain/media.ts';
import { openRegular } from '../../src/files/open.ts';
import { extensionOf } from '../../src/files/paths.ts';

const CORPUS = new URL('../../../shared/corpus/', import.meta.url);
const LABELS = new URL('labels.tsv', CORPUS);
const isThere = existsSync(LABELS);
const LIMIT_MS = 5000;
const LIMIT_BYTES = 256 * 1024 * 1024;

interface Sample {
  readonly file: string;
  readonly label: string;
}

const SAMPLES: readonly Sample[] = isThere
  ? readFileSync(LABELS, 'utf8')
      .split('\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line) => line.split('\t'))
      .map(([file, label]) => ({ file: file ?? '', label: label ?? '' }))
  : [];

interface Read {
  readonly found: Metadata;
  readonly format: string;
}

async function read(file: string): Promise<Read> {
  const open = openRegular(new URL(file, CORPUS).pathname);
  try {
    const type = sniff(open.bytes, extensionOf(file));
    return { found: await readMetadata(type, open.bytes, extensionOf(file)), format: type.format };
  } finally {
    open.close();
  }
}

/** What in these files says that a generator was at work; the evidence room has the real rules. */
const MARKS: readonly RegExp[] = [
  /trainedAlgorithmic|SyntheticElements/i,
  /Steps: \d+,|sui_image_params|"class_type"|"nodes"|invokeai|^Signature: |"Label"\s*:\s*"1"/,
  /\bJob ID: |NovelAI|MFLUX|--?S ?\d+ -W|model_weights|"sampler"|Microsoft_Responsible_AI|adm_guidance|sharpness|generation_mode/i,
];

function marksIn(found: Metadata): boolean {
  const values = found.fields.map((field) => field.value);
  for (const store of found.manifests) {
    const { manifests } = readManifestStore(store.jumbf);
    values.push(JSON.stringify(manifests.map(({ assertions, claim }) => [assertions, claim])));
  }
  return values.some((value) => MARKS.some((mark) => mark.test(value)));
}

describe.skipIf(!isThere)('real files (skipped where the corpus is not beside the project)', () => {
  test.each(SAMPLES)('$file is read to an end, in time and in memory', async ({ file }) => {
    const before = process.memoryUsage();
    const started = performance.now();
    await read(file);
    expect(performance.now() - started).toBeLessThan(LIMIT_MS);
    const after = process.memoryUsage();
    expect(after.external + after.heapUsed - before.external - before.heapUsed).toBeLessThan(LIMIT_BYTES);
  });

  const generated = SAMPLES.filter(({ label }) => /generated$|^edited-by-ai$/.test(label));
  test.each(generated)('$file yields the mark its label names', async ({ file }) => {
    const { found, format } = await read(file);
    const isOurs = containers.some((container) => container.formats.includes(format));
    if (isOurs) expect(marksIn(found)).toBe(true);
  });

  test('no file that is whole is called cut or damaged', async () => {
    const complained: string[] = [];
    for (const { file, label } of SAMPLES) {
      if (label === 'malformed' || /exiftool_|musicmetadata_issue/.test(file)) continue;
      const { found } = await read(file);
      if (found.problems.length > 0)
        complained.push(`${file}: ${found.problems.map((one) => one.reason).join('; ')}`);
    }
    expect(complained).toEqual([]);
  });
});
