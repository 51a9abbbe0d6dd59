import { describe, expect, test } from 'vitest';
import { pathFromBytes } from '../../src/files/paths.ts';
import { checkJson, checkJsonText } from '../../src/reports/check-json.ts';
import { checkSchema } from '../../src/reports/schemas.ts';
import { checkOf, item, path } from '../helpers/gate-values.ts';

const blocked = item({
  origin: 'genai',
  involvement: 'full',
  temporary: true,
  tool: 'ComfyUI',
  approvals: [{ id: 'NFLX-0042', state: 'expired' }],
  verdict: 'block',
  findings: [
    {
      code: 'APR-005',
      severity: 'block',
      args: { id: 'NFLX-0042', until: '2026-06-01T00:00:00.000Z' },
      rules: ['G-5'],
    },
  ],
});
const missing = item({
  path: path('gone.mov'),
  assetId: undefined,
  sha256: undefined,
  sizeBytes: undefined,
  kind: undefined,
  format: undefined,
  verified: undefined,
  origin: 'unknown',
  involvement: 'undetermined',
  verdict: 'incomplete',
  findings: [{ code: 'FIL-001', severity: 'incomplete', args: { reason: 'missing' }, rules: [] }],
});

describe('a check as JSON', () => {
  test('has exactly the members of provgate.check/1, absent values as null', () => {
    const check = checkOf([blocked, missing], { outcome: 'block' });
    expect(checkJson(check)).toEqual({
      schema: 'provgate.check/1',
      id: 'check-1',
      checkedAt: '2026-11-22T10:00:00.000Z',
      outcome: 'block',
      destination: 'final',
      deliverable: {
        title: 'Quayside',
        type: 'unspecified',
        episode: null,
        territories: ['worldwide'],
        channels: [],
      },
      policies: [
        {
          pack: 'approval-id',
          version: '1.0.0',
          sha256: '1'.repeat(64),
          settingsSha256: '2'.repeat(64),
          outcome: 'pass',
        },
      ],
      scope: { kind: 'files', paths: ['stills'] },
      overrides: [],
      versions: { provgate: '0.1.0', engine: 1, configurationSha256: 'c'.repeat(64), eventSeq: 7 },
      unprotected: [],
      accounts: false,
      onWordOf: [],
      notChecked: [
        'No network was used: revoked certificates and manifests kept elsewhere were not checked.',
      ],
      counts: {
        items: 2,
        pass: 0,
        warn: 0,
        review: 0,
        block: 1,
        incomplete: 1,
        unknown: 1,
        clearedByRuleOnly: 0,
        skipped: 0,
      },
      areas: { data_use: 0, creative_output: 2, talent_performance: 0, ethics_representation: 0 },
      findings: [],
      items: [
        {
          path: 'stills/quay.png',
          assetId: 'asset-1',
          sha256: 'a'.repeat(64),
          sizeBytes: 10,
          kind: 'image',
          format: 'png',
          verified: 'bytes',
          origin: 'genai',
          involvement: 'full',
          suspected: false,
          conflict: false,
          temporary: true,
          tool: 'ComfyUI',
          approvals: [{ id: 'NFLX-0042', state: 'expired' }],
          verdict: 'block',
          findings: [
            {
              code: 'APR-005',
              severity: 'block',
              message: 'Approval NFLX-0042 for stills/quay.png ended on 2026-06-01 00:00 UTC.',
              next: 'Ask for a renewal and record it under its new id: provgate approve stills/quay.png --id ID --by NAME --document FILE',
              rules: ['G-5'],
            },
          ],
          uses: [],
        },
        {
          path: 'gone.mov',
          assetId: null,
          sha256: null,
          sizeBytes: null,
          kind: null,
          format: null,
          verified: null,
          origin: 'unknown',
          involvement: 'undetermined',
          suspected: false,
          conflict: false,
          temporary: false,
          tool: null,
          approvals: [],
          verdict: 'incomplete',
          findings: [
            {
              code: 'FIL-001',
              severity: 'incomplete',
              message: 'gone.mov is not there.',
              next: 'Restore or relink it, then run provgate check gone.mov',
              rules: [],
            },
          ],
          uses: [],
        },
      ],
    });
  });

  test.each([0, 1, 3])(
    'with %i items streams the same value that it is, its counts on the first line (threat 2)',
    (count) => {
      const check = checkOf(Array.from({ length: count }, () => blocked));
      const text = [...checkJsonText(check)].join('');
      const parsed: unknown = JSON.parse(text);
      expect(parsed).toEqual(checkJson(check));
      expect(checkSchema.safeParse(parsed).success).toBe(true);
      expect(text.split('\n')[0]).toContain('"unknown":0');
    },
  );

  test('gives names that are no UTF-8 as %XX with their exact bytes', () => {
    const odd = pathFromBytes(Buffer.from([0x61, 0xe9]));
    const [only] = checkJson(checkOf([item({ path: odd })])).items;
    expect([only?.path, only?.pathBytes]).toEqual(['a%E9', '61e9']);
  });

  test('names a person only as `by`', () => {
    const overruled = item({
      findings: [{ code: 'ORG-005', severity: 'warn', args: { by: 'Ana Ruiz' }, rules: [] }],
    });
    const [only] = checkJson(checkOf([overruled])).items;
    expect(only?.findings[0]?.by).toBe('Ana Ruiz');
    expect(JSON.stringify({ ...only?.findings[0], by: '' })).not.toContain('Ana');
  });
});
