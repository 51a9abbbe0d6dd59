import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readMetadata } from '../../src/containers/read-metadata.ts';
import { sniff } from '../../src/containers/sniff.ts';
import type { Metadata } from '../../src/domain/media.ts';
import { openRegular } from '../../src/files/open.ts';
import { extensionOf } from '../../src/files/paths.ts';
import { valuesAt } from '../helpers/read-fixture.ts';

const CORPUS = join(import.meta.dirname, '../../../shared/corpus/files');
const hasCorpus = existsSync(CORPUS);

async function read(label: string, start: string): Promise<Metadata> {
  const name = readdirSync(join(CORPUS, label)).find((file) => file.startsWith(start));
  if (name === undefined) throw new Error(`the corpus has no ${label}/${start}…`);
  const file = openRegular(join(CORPUS, label, name));
  try {
    const extension = extensionOf(name);
    return await readMetadata(sniff(file.bytes, extension), file.bytes, extension);
  } finally {
    file.close();
  }
}

test.skipIf(!hasCorpus)('real files: manifests are found in a PDF and in an MP3', async () => {
  const document = await read('composite-generated', 'publictestfile_adobe-20240110-single_manifest');
  const sound = await read('human-made', 'c2paextensionv_cicadas_trusted');
  expect(document.manifests.map((store) => store.where)).toEqual(['pdf.manifest']);
  expect(sound.manifests.map((store) => store.where)).toEqual(['id3.GEOB']);
});

test.skipIf(!hasCorpus)(
  'real files: a PDF that holds the letters AIGC by chance has no such field',
  async () => {
    const found = await read('unknown-no-evidence', 'pdfjs_issue18986');
    expect(found.fields.filter((field) => field.where.includes('AIGC'))).toEqual([]);
    expect(found.problems).toEqual([]);
  },
);

test.skipIf(!hasCorpus)('real files: what each container says of itself is read', async () => {
  const at = async (label: string, start: string, where: string): Promise<readonly string[]> =>
    valuesAt(await read(label, start), where);
  expect(await at('human-made', 'exiftool_Photoshop.psd', 'iptc.2:80')).toEqual(['Phil Harvey']);
  expect(await at('human-made', 'assimp_BoxTextured.glb', 'gltf.asset.generator')).toEqual(['COLLADA2GLTF']);
  expect(await at('human-made', 'exiftool_OOXML.docx', 'ooxml.app.Application')).toEqual([
    'Microsoft Macintosh Word',
  ]);
  expect(await at('unknown-no-evidence', 'exiftool_MXF', 'mxf.CompanyName')).toEqual(['Phil Harvey']);
  expect(await at('unknown-no-evidence', 'exiftool_Opus', 'vorbis.ENCODER')).toEqual([
    'opusenc from opus-tools 0.1.9',
  ]);
  expect(await at('unknown-no-evidence', 'exiftool_DPX', 'dpx.InputDevice')).toEqual(['SPIRIT-4K DATACINE']);
  expect(await at('unknown-no-evidence', 'exiftool_Jpeg2000', 'exif.Artist')).toEqual(['me']);
  expect(await at('unknown-no-evidence', 'musicmetadata_id3v2.2', 'id3.TPE1')).toEqual(['Shiny Toy Guns']);
});
