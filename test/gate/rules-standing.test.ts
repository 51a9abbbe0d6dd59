import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { openRules, rulesStanding } from '../../src/gate/rules-standing.ts';
import { reconfigure } from '../../src/reconfigure.ts';
import { acceptRules } from '../../src/records/accept-rules.ts';
import { type Stage, stage } from '../helpers/gate-production.ts';
import { sha } from '../helpers/gate-values.ts';
import { ownPackText } from '../helpers/pack-file.ts';

let show: Stage;
afterEach(async () => show.close());

const codes = async (): Promise<readonly string[]> =>
  (await rulesStanding(show.runtime)).map(({ code, severity, args }) =>
    [code, severity, args['pack'] ?? args['parts']].join(' '),
  );
const change = async (configuration: object): Promise<void> => {
  show = await show.configured(configuration);
};

/** A production in which something was judged already. */
const begun = async (configuration: object): Promise<void> => {
  show = await stage({ 'art/idea.txt': 'an idea' }, configuration);
  await show.check(['art']);
};

const strict = { policy: [{ pack: 'approval-id', settings: { unknownInFinal: 'review' } }] };
const mild = { policy: ['approval-id'] };
const rule = { origins: [{ path: '01_CAMERA/**', origin: 'camera', by: 'DIT' }] };

describe('threat 17: a milder provgate.json', () => {
  test('needs nobody at the beginning, and nobody to tighten', async () => {
    await begun(mild);
    expect(await codes()).toEqual([]);
    await change(strict);
    expect(await codes()).toEqual([]);
  });

  test('needs nobody while a production is set up: nothing was judged yet', async () => {
    show = await stage({ 'art/idea.txt': 'an idea' }, strict);
    await change(mild);
    await change(rule);
    expect(await codes()).toEqual([]);
    await show.check(['art']);
    await change({ ignore: ['**/*.tmp'] });
    expect(await codes()).toEqual(['GAT-005 review ignore']);
  });

  test('is review until an admin accepts it, also after it was opened again', async () => {
    await begun(strict);
    await change(mild);
    expect(await codes()).toEqual(['GAT-005 review policy']);
    await change({});
    expect(await codes()).toEqual(['GAT-005 review policy']);
    expect(await acceptRules(show.runtime, undefined)).toMatchObject({
      of: 'configuration',
      sha256: show.runtime.production.configurationSha256,
      parts: ['policy'],
    });
    expect(await codes()).toEqual([]);
    expect(await acceptRules(show.runtime, undefined)).toBeUndefined();
  });

  test('is not accepted by a harmless change after it, nor by the way back and forth', async () => {
    await begun(mild);
    await change(strict);
    await change(mild);
    await acceptRules(show.runtime, undefined);
    await change(strict);
    await change(mild);
    expect(await codes()).toEqual(['GAT-005 review policy']);
    await change({ settleMs: 5 });
    expect(await codes()).toEqual(['GAT-005 review policy']);
  });

  test('what was accepted is what later changes are compared with', async () => {
    await begun(strict);
    await change(mild);
    await acceptRules(show.runtime, undefined);
    await change(rule);
    expect(await codes()).toEqual(['GAT-005 review origins']);
    await change({ origins: [] });
    expect(await codes()).toEqual([]);
  });

  test('counts against a running service as soon as the file is read again', async () => {
    await begun(mild);
    writeFileSync(
      show.at('provgate.json'),
      JSON.stringify({ ...JSON.parse(readFileSync(show.at('provgate.json'), 'utf8')), ...rule }),
    );
    const runtime = await reconfigure(show.runtime);
    expect((await openRules(runtime)).milder).toEqual(['origins']);
  });

  test('is accepted by no account of another role, and the attempt is an event', async () => {
    await begun(strict);
    await change(mild);
    const { registry, actor, clock } = show.runtime;
    await registry.tokens.create(
      { name: 'desk', role: 'editor', secretSha256: sha('e') },
      actor,
      clock.now(),
    );
    const [token] = await registry.tokens.list();
    const asEditor = { ...show.runtime, actor: { personId: token?.personId ?? actor.personId } };
    await expect(acceptRules(asEditor, undefined)).rejects.toMatchObject({ code: 'forbidden' });
    const events = await registry.events.after(0, 1000);
    expect(events.at(-1)).toMatchObject({ kind: 'refused' });
    expect(await codes()).toEqual(['GAT-005 review policy']);
  });
});

describe('threat 32: a pack file', () => {
  const both = { policy: ['approval-id', './our-pack.json'] };
  const staged = async (): Promise<void> => {
    show = await stage({}, mild);
    show.write('our-pack.json', ownPackText());
    await change(both);
  };

  test('is incomplete until an admin accepts its content, and again when it changes', async () => {
    await staged();
    expect(await codes()).toEqual(['GAT-001 incomplete ./our-pack.json']);
    expect(await acceptRules(show.runtime, show.at('our-pack.json'))).toMatchObject({
      of: 'pack',
      pack: 'our-pack',
      version: '1.0.0',
    });
    expect(await codes()).toEqual([]);
    show.write('our-pack.json', ownPackText({ version: '1.0.1' }));
    const changed = await reconfigure(show.runtime);
    expect((await openRules(changed)).packs.map(({ pack }) => pack.version)).toEqual(['1.0.1']);
    await acceptRules(changed, './our-pack.json', '/elsewhere');
    // Back to what was accepted once is a change like any other.
    expect(await codes()).toEqual(['GAT-001 incomplete ./our-pack.json']);
  });

  test('judges beside the others, and the strictest verdict wins', async () => {
    show = await stage({ 'art/idea.txt': 'an idea' }, mild);
    const settings = {
      unknownInFinal: { default: 'block', allowed: ['block'], about: 'How much it weighs.' },
    };
    show.write('our-pack.json', ownPackText({ settings }));
    await change(both);
    await acceptRules(show.runtime, show.at('our-pack.json'));
    const check = await show.check(['art']);
    expect([check.outcome, check.policies.map(({ pack, outcome }) => [pack, outcome])]).toEqual([
      'block',
      [
        ['approval-id', 'pass'],
        ['our-pack', 'block'],
      ],
    ]);
  });

  test('that no production names cannot be accepted', async () => {
    await staged();
    await expect(acceptRules(show.runtime, show.at('other.json'))).rejects.toMatchObject({ code: 'usage' });
  });
});
