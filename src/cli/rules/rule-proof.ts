import { typeOf } from '../../containers/formats.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Field, MediaSource } from '../../domain/media.ts';
import type { RelPath } from '../../domain/path.ts';
import { storeEvidence } from '../../evidence/c2pa.ts';
import { readEvidence } from '../../evidence/index.ts';
import { nameEvidence, originRuleEvidence } from '../../evidence/location.ts';
import type { RuleExample } from '../../evidence/rule-note.ts';
import { bufferBytes } from '../../files/bytes.ts';
import { pathFromBytes } from '../../files/paths.ts';

/** What the readers make of an example; undefined where it needs pixels or more than one file. */
export async function proofOf(example: RuleExample): Promise<readonly Evidence[] | undefined> {
  switch (example.kind) {
    case 'fields':
      return readEvidence(fileOf(example.format ?? 'png', { fields: fieldsOf(example) }), {
        // Whole texts speak of the file they stand beside.
        isSidecar: example.fields.some(([where]) => where === 'file.text'),
      });
    case 'credential':
      return storeEvidence({ where: 'png.caBX' }, example.manifests, UNCHECKED);
    case 'credential-bytes':
      return readEvidence(
        fileOf('png', { manifests: [{ where: 'png.caBX', jumbf: Buffer.from(example.text) }] }),
      );
    case 'problem':
      return readEvidence(fileOf('png', { problems: [example.problem] }));
    case 'path':
      return nameEvidence(pathOf(example));
    case 'folder-rule':
      return originRuleEvidence(example.rule, example.format, pathOf(example));
    case 'pixels':
    case 'words':
      return undefined;
  }
}

function pathOf({ path }: { readonly path: string }): RelPath {
  return pathFromBytes(Buffer.from(path));
}

const UNCHECKED = { kind: 'unchecked', reason: 'an example' } as const;

function fieldsOf({ fields, times = 1 }: RuleExample & { kind: 'fields' }): readonly Field[] {
  return fields.map(([where, value, member]) => ({
    where,
    value: value.repeat(times),
    ...(member === undefined ? {} : { member }),
  }));
}

function fileOf(format: string, given: Partial<MediaSource>): MediaSource {
  return {
    type: typeOf(format),
    fields: [],
    manifests: [],
    problems: [],
    supported: true,
    bytes: bufferBytes(new Uint8Array()),
    extension: '',
    ...given,
  };
}
