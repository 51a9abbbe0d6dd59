import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify.ts';
import { areSiblings } from '../../src/containers/formats.ts';
import { readMetadata } from '../../src/containers/read-metadata.ts';
import { sniff } from '../../src/containers/sniff.ts';
import { readEvidence, readState } from '../../src/evidence/index.ts';
import { bufferBytes } from '../../src/files/bytes.ts';
import { CARRIERS } from './carrier-cases/index.ts';

async function examine(content: Uint8Array, extension: string) {
  const bytes = bufferBytes(content);
  const type = sniff(bytes, extension);
  const source = { ...(await readMetadata(type, bytes, extension)), type, bytes, extension };
  const evidence = await readEvidence(source, { isSidecar: type.kind === 'sidecar' });
  const { origin, involvement, tool } = classify(evidence, { statements: [] });
  return {
    format: type.format,
    origin,
    involvement,
    tool,
    evidence,
    reading: readState(source, evidence),
  };
}

describe.each(
  CARRIERS.map((carrier) => [`${carrier.format}: ${carrier.kind}: ${carrier.place}`, carrier] as const),
)('%s', (_, { format, extension, cases }) => {
  test.each(cases.map((one) => [one.name, one] as const))(
    'holds %s, which is found, and what is like it, which is not GenAI',
    async (_name, { expected, marked, neutral }) => {
      const found = await examine(marked, extension);
      expect(found.reading).toEqual({ state: 'ok', reason: undefined });
      expect({
        rules: found.evidence
          .map((item) => item.rule)
          .filter((rule) => rule === expected.rule)
          .slice(0, 1),
        origin: found.origin,
        involvement: found.involvement,
        tool: expected.tool === undefined ? undefined : found.tool,
      }).toEqual({
        rules: [expected.rule],
        origin: 'genai',
        involvement: expected.involvement,
        tool: expected.tool,
      });
      expect(areSiblings(format, found.format)).toBe(true);
      const harmless = await examine(neutral, extension);
      expect(harmless.reading).toEqual({ state: 'ok', reason: undefined });
      expect(harmless.origin).not.toBe('genai');
    },
  );
});
