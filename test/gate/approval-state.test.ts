import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Approval, ApprovalScope } from '../../src/domain/approval.ts';
import type { AssetId } from '../../src/domain/asset.ts';
import type { Deliverable } from '../../src/domain/deliverable.ts';
import { judgeApprovals } from '../../src/gate/approval-state.ts';
import { approval, at, deliverable, NOW, sha } from '../helpers/gate-values.ts';

const context = {
  assetId: 'asset-1' as AssetId,
  deliverable: deliverable(),
  now: NOW,
  soundDocuments: new Set([sha('d')]),
};
const judge = (
  approvals: readonly Approval[],
  change: Partial<typeof context> = {},
  unknown: string[] = [],
) => judgeApprovals(approvals, unknown, { ...context, ...change });
const state = (approvals: readonly Approval[], change: Partial<typeof context> = {}) =>
  judge(approvals, change).best?.state;
const scoped = (scope: Partial<ApprovalScope>, recordId = 'record-1', id = 'NFLX-0042'): Approval =>
  approval({
    recordId,
    id,
    scope: { types: undefined, episodes: undefined, territories: undefined, channels: undefined, ...scope },
  });
const revocation = {
  at: at('2026-10-01T00:00:00.000Z'),
  by: approval().recordedBy,
  reason: 'rights withdrawn',
};

describe('one approval', () => {
  test('is valid when record, time, document and scope hold', () => {
    expect(judge([approval()])).toEqual({
      judgements: [{ id: 'NFLX-0042', recordId: 'record-1', state: 'valid', args: { id: 'NFLX-0042' } }],
      best: { id: 'NFLX-0042', recordId: 'record-1', state: 'valid', args: { id: 'NFLX-0042' } },
    });
  });

  test('begins at its first moment and ends before its last', () => {
    expect(state([approval({ validFrom: NOW })])).toBe('valid');
    expect(state([approval({ validFrom: at('2026-11-22T10:00:00.001Z') })])).toBe('not-yet-valid');
    expect(state([approval({ validUntil: at('2026-11-22T10:00:00.001Z') })])).toBe('valid');
    expect(state([approval({ validUntil: NOW })])).toBe('expired');
  });

  test('is checked in a fixed order: revocation, time, document, scope', () => {
    const everythingWrong = approval({
      revocation,
      validUntil: at('2026-10-02T00:00:00.000Z'),
      document: { sha256: sha('e'), sizeBytes: 1, name: 'other.pdf' },
      assetIds: [],
    });
    expect(state([everythingWrong])).toBe('revoked');
    expect(state([{ ...everythingWrong, revocation: undefined }])).toBe('expired');
    expect(state([{ ...everythingWrong, revocation: undefined, validUntil: undefined }])).toBe(
      'document-missing',
    );
    expect(state([approval({ assetIds: [] })])).toBe('out-of-scope');
  });

  test('needs its stored document whole each time (threat 37)', () => {
    expect(state([approval()], { soundDocuments: new Set() })).toBe('document-missing');
  });

  test('attached by hand to other bytes does not cover them', () => {
    expect(judge([approval({ assetIds: ['asset-2' as AssetId] })]).best).toMatchObject({
      state: 'out-of-scope',
      args: { what: 'bytes' },
    });
  });
});

describe('scope', () => {
  test.each([
    ['type', scoped({ types: ['master'] }), 'unspecified'],
    ['episode', scoped({ episodes: ['101'] }), 'unspecified'],
    ['territory', scoped({ territories: ['FR'] }), 'worldwide'],
    ['channel', scoped({ channels: ['svod'] }), 'unspecified'],
  ])(
    'an approval restricted in %s never covers a deliverable that leaves it open (threat 6)',
    (what, restricted, needed) => {
      expect(judge([restricted]).best).toMatchObject({ state: 'out-of-scope', args: { what, needed } });
    },
  );

  test.each([
    ['type', { types: ['trailer'] }, { type: 'trailer' }, { type: 'master' }],
    ['episode', { episodes: ['101'] }, { episode: '101' }, { episode: '102' }],
    ['territory', { territories: ['FR', 'DE'] }, { territories: ['DE'] }, { territories: ['DE', 'US'] }],
    ['channel', { channels: ['svod'] }, { channels: ['svod'] }, { channels: ['svod', 'airline'] }],
  ] as const)(
    'an approval restricted in %s covers what it names and nothing else',
    (_what, scope, inside, outside) => {
      const cover = (change: Partial<Deliverable>) =>
        state([scoped(scope)], { deliverable: deliverable(change) });
      expect([cover(inside), cover(outside)]).toEqual(['valid', 'out-of-scope']);
    },
  );

  test('an approval for worldwide covers every territory', () => {
    expect(state([scoped({ territories: ['worldwide'] })])).toBe('valid');
    expect(
      state([scoped({ territories: ['worldwide'] })], { deliverable: deliverable({ territories: ['JP'] }) }),
    ).toBe('valid');
  });

  test('a deliverable with no territory at all means worldwide (threat 6)', () => {
    const open = deliverable({ territories: [] });
    expect(state([scoped({ territories: ['FR'] })], { deliverable: open })).toBe('out-of-scope');
  });

  test('an approval that lists nothing covers nothing', () => {
    expect(state([scoped({ territories: [] })], { deliverable: deliverable({ territories: ['FR'] }) })).toBe(
      'out-of-scope',
    );
  });

  test('several approvals cover territories and channels together, each combination by one of them', () => {
    const wanted = { deliverable: deliverable({ territories: ['DE', 'FR'], channels: ['svod', 'airline'] }) };
    const de = scoped({ territories: ['DE'] }, 'r1', 'A-DE');
    const fr = scoped({ territories: ['FR'], channels: ['svod'] }, 'r2', 'A-FR');
    const frAir = scoped({ territories: ['FR'], channels: ['airline'] }, 'r3', 'A-FR-AIR');
    expect(judge([de, fr, frAir], wanted).judgements.map(({ state: each }) => each)).toEqual([
      'valid',
      'valid',
      'valid',
    ]);
    expect(judge([de, fr], wanted).best).toMatchObject({ state: 'out-of-scope' });
    const expired = { ...frAir, validUntil: NOW };
    expect(judge([de, fr, expired], wanted).best?.state).toBe('out-of-scope');
  });
});

describe('which approval is shown', () => {
  test('none attached gives none', () => {
    expect(judge([])).toEqual({ judgements: [], best: undefined });
  });

  test('a valid one wins over all others; else the one that got furthest', () => {
    const revoked = approval({ recordId: 'r1', id: 'A-1', revocation });
    const expired = approval({ recordId: 'r2', id: 'A-2', validUntil: NOW });
    const narrow = scoped({ types: ['trailer'] }, 'r3', 'A-3');
    const valid = approval({ recordId: 'r4', id: 'A-4' });
    expect(judge([revoked, expired, narrow, valid]).best?.id).toBe('A-4');
    expect(judge([revoked, expired, narrow]).best?.id).toBe('A-3');
    expect(judge([revoked, expired]).best?.id).toBe('A-2');
    expect(judge([revoked], {}, ['TYPO']).best?.id).toBe('A-1');
    expect(judge([], {}, ['TYPO']).best).toMatchObject({ id: 'TYPO', state: 'no-record' });
  });

  test('records of one id are shown once, as the furthest of them', () => {
    const first = approval({ recordId: 'r1', assetIds: [] });
    const second = approval({ recordId: 'r2' });
    expect(judge([first, second]).judgements).toEqual([expect.objectContaining({ state: 'valid' })]);
  });
});

const scopes = fc.record({
  types: fc.option(fc.subarray(['master', 'trailer']), { nil: undefined }),
  episodes: fc.option(fc.subarray(['101', '102']), { nil: undefined }),
  territories: fc.option(fc.subarray(['worldwide', 'FR', 'DE']), { nil: undefined }),
  channels: fc.option(fc.subarray(['svod', 'airline']), { nil: undefined }),
});
const approvals = fc.record({
  scope: scopes,
  isRevoked: fc.boolean(),
  until: fc.constantFrom(undefined, NOW, at('2027-01-01T00:00:00.000Z')),
  from: fc.constantFrom(at('2026-01-01T00:00:00.000Z'), at('2026-12-01T00:00:00.000Z')),
  document: fc.constantFrom(sha('d'), sha('e')),
  covers: fc.boolean(),
});
const anyApproval = approvals.map((given, index = 0) =>
  approval({
    recordId: JSON.stringify([given, index]),
    id: JSON.stringify(given),
    scope: given.scope,
    revocation: given.isRevoked ? revocation : undefined,
    validUntil: given.until,
    validFrom: given.from,
    document: { sha256: given.document, sizeBytes: 1, name: 'x' },
    assetIds: given.covers ? ['asset-1' as AssetId] : [],
  }),
);
const anyDeliverable = fc
  .record({
    type: fc.constantFrom('unspecified' as const, 'master' as const, 'trailer' as const),
    episode: fc.constantFrom(undefined, '101', '102'),
    territories: fc.subarray(['worldwide', 'FR', 'DE']),
    channels: fc.subarray(['svod', 'airline']),
  })
  .map((facts) => deliverable(facts));

describe('over many approvals', () => {
  const isValid = (list: readonly Approval[], wanted: Deliverable): boolean =>
    state(list, { deliverable: wanted }) === 'valid';

  test('adding an approval that is revoked, expired, not begun, without document or for other bytes never makes an item pass', () => {
    const useless = anyApproval.filter(
      (each) => !isValid([each], deliverable({ type: 'master' })) && !stands(each),
    );
    fc.assert(
      fc.property(fc.array(anyApproval, { maxLength: 4 }), useless, anyDeliverable, (list, extra, wanted) => {
        expect(isValid([...list, extra], wanted)).toBe(isValid(list, wanted));
      }),
    );
  });

  test('adding an approval never takes validity away', () => {
    fc.assert(
      fc.property(
        fc.array(anyApproval, { maxLength: 4 }),
        anyApproval,
        anyDeliverable,
        (list, extra, wanted) => {
          if (isValid(list, wanted)) expect(isValid([...list, extra], wanted)).toBe(true);
        },
      ),
    );
  });

  test('the order of approvals does not matter', () => {
    fc.assert(
      fc.property(fc.array(anyApproval, { maxLength: 4 }), anyDeliverable, (list, wanted) => {
        expect(isValid([...list].reverse(), wanted)).toBe(isValid(list, wanted));
      }),
    );
  });
});

function stands(each: Approval): boolean {
  return (
    each.revocation === undefined &&
    each.validFrom <= NOW &&
    (each.validUntil === undefined || NOW < each.validUntil) &&
    each.document.sha256 === sha('d') &&
    each.assetIds.length > 0
  );
}
