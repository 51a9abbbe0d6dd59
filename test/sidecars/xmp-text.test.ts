import { expect, test } from 'vitest';
import { readXmp } from '../../src/containers/xmp.ts';
import { type SidecarFacts, sidecarText } from '../../src/sidecars/xmp-text.ts';

const facts: SidecarFacts = {
  subject: [
    ['assetId', 'a1'],
    ['sha256', 'ff'],
  ],
  origin: 'genai',
  involvement: 'partial',
  tool: 'Tool <1> & "friends" \u0000\ud800',
  approvals: ['NFLX-0042; until 2026-12-31T00:00:00.000Z'],
  policies: ['approval-id 1'],
  evidence: ['iptc-dst-trained (standard)'],
};

test('the same facts give the same bytes', () => {
  expect(sidecarText(facts)).toBe(sidecarText({ ...facts }));
});

test('what is written reads back as what was meant, whatever a tool calls itself', () => {
  const fields = new Map(readXmp(sidecarText(facts)).map(({ where, value }) => [where, value]));
  expect(fields.get('xmp.Iptc4xmpExt:DigitalSourceType')).toBe(
    'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia',
  );
  expect(fields.get('xmp.Iptc4xmpExt:AISystemUsed')).toBe('Tool <1> & "friends" \ufffd\ufffd');
  expect(fields.get('xmp.provgate:status')).toBe('TEMPORARY');
  expect(fields.get('xmp.provgate:assetId')).toBe('a1');
});
