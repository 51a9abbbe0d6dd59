import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judge } from '../../src/deliverables/judge.ts';
import { unitOf } from '../../src/deliverables/units.ts';
import type { Check } from '../../src/domain/check.ts';
import { exportFiles } from '../../src/export/export.ts';
import { newSecret } from '../../src/http/secrets.ts';
import { startServer } from '../../src/http/server.ts';
import { revoke } from '../../src/records/revoke.ts';
import { checkJson } from '../../src/reports/check-json.ts';
import { finished, startFromSource } from '../helpers/built.ts';
import { rel, type Stage } from '../helpers/gate-production.ts';
import { cameraJpeg, generatedPng, plainPng, wav } from '../helpers/material.ts';
import {
  aFinalUse,
  at,
  aUse,
  consented,
  day,
  declared,
  granted,
  proved,
  told,
  underGuidance,
} from './show.ts';

/** A check as every face of provgate prints it, as far as it is about verdicts. */
interface Told {
  readonly outcome: string;
  readonly items: readonly {
    readonly path: string;
    readonly verdict: string;
    readonly clearance?: { readonly state: string; readonly word: string } | undefined;
    readonly findings: readonly { readonly code: string; readonly severity: string }[];
  }[];
}

let show: Stage;
let outside: string;
let byFunction: readonly string[];

const lines = ({ outcome, items }: Told): readonly string[] => [
  outcome,
  ...items.map(
    ({ path, verdict, clearance, findings }) =>
      `${path} ${verdict} ${clearance?.state} ${findings.map(({ code, severity }) => `${code}=${severity}`).join(',')}`,
  ),
];
const printed = (check: Check): readonly string[] => lines(checkJson(check));

beforeAll(async () => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), 'provgate-ways-')));
  const stills = await Promise.all(
    ['x10', 'x11', 'x18', 'x20', 'x42', 'x45', 'x46', 'ok'].map(
      async (name) => [`finals/${name}.png`, await generatedPng(name)] as const,
    ),
  );
  show = await underGuidance(
    {
      ...Object.fromEntries(stills),
      'finals/x01.png': await plainPng('x01'),
      'finals/x21.wav': wav(21),
      'finals/x24.wav': wav(24),
      'finals/x36.jpg': await cameraJpeg(),
      'finals/x28.edl': 'TITLE: QUAYSIDE\n',
    },
    { deliverables: [{ path: 'finals/**', type: 'master', episode: '101' }] },
  );
  const final = await aFinalUse(show);
  const mira = await show.runtime.registry.people.idOf('Mira Actor');
  const use = { useCases: ['UC-BACKGROUND'], intendedUse: 'final' } as const;
  await declared(show, 'finals/x10.png', await aUse(show, use));
  await declared(show, 'finals/x11.png', await aUse(show, { ...use, prominence: 'story_relevant' }));
  await granted(show, 'finals/x11.png', { id: 'A-11', terms: { maxProminence: 'incidental' } });
  for (const name of ['x18', 'x42', 'ok']) await declared(show, `finals/${name}.png`, final);
  await granted(show, 'finals/x18.png', { id: 'A-18', validUntil: day('2025-06-01') });
  await granted(show, 'finals/x42.png', { id: 'A-42' });
  await revoke(show.runtime, 'A-42', 'The deal fell through');
  await granted(show, 'finals/ok.png', { id: 'A-OK' });
  const principles = { P1: 'yes', P2: 'unsure', P3: 'yes', P4: 'yes', P5: 'yes' } as const;
  await declared(show, 'finals/x45.png', await aUse(show, { principles }));
  const inputs = [{ kind: 'unit stills', class: 'production_image' }] as const;
  const consumer = { enterpriseSecured: 'no', enterpriseReason: 'Nobody asked', inputs } as const;
  await declared(show, 'finals/x46.png', await aUse(show, consumer));
  const talent = [{ relation: 'replica_voice', performer: mira }] as const;
  await declared(show, 'finals/x21.wav', await aFinalUse(show, { useCases: ['UC-TALENT-REPLICA'], talent }));
  await consented(show, 'Mira Actor', { state: 'suspended' });
  await proved(show, 'finals/x21.wav', 'EV-LEGAL-REVIEW');
  await declared(show, 'finals/x24.wav', await aUse(show, { useCases: ['UC-MUSIC'] }));
  await told(show, 'finals/x24.wav');
  await declared(show, 'finals/x36.jpg', undefined, { origin: 'camera', basis: 'mail' });
  byFunction = printed(await show.check(['finals']));
});
afterAll(async () => {
  await show.close();
  rmSync(outside, { recursive: true, force: true });
});

describe('the same facts come to the same codes, whoever asks', () => {
  test('the gate itself', () => {
    expect(byFunction).toEqual([
      'block',
      'finals/ok.png pass approved OK-002=pass',
      'finals/x01.png review origin_unknown ORG-001=review',
      'finals/x10.png block judgement_open APR-001=block,TRI-001=review',
      'finals/x11.png block approved APR-008=block',
      'finals/x18.png block approval_expired APR-005=block',
      'finals/x20.png block temp_undeclared DEC-001=block,APR-001=block',
      'finals/x21.wav block hard_stopped HST-001=block,APR-001=block',
      'finals/x24.wav block temp_declared APR-001=block',
      'finals/x28.edl review origin_unknown ORG-001=review,TML-001=incomplete',
      'finals/x36.jpg review cleared ORG-003=review',
      'finals/x42.png block approval_revoked APR-006=block',
      'finals/x45.png block temp_declared APR-001=block',
      'finals/x46.png block temp_declared DAT-001=block,APR-001=block',
    ]);
  });

  test('over HTTP', async () => {
    const { registry, actor, clock } = show.runtime;
    const { secret, sha256 } = newSecret();
    await registry.tokens.create({ name: 'desk', role: 'editor', secretSha256: sha256 }, actor, clock.now());
    const server = await startServer(show.runtime, { port: 0 });
    try {
      const reply = await fetch(`${server.url}/api/v1/checks`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${secret}`,
          'content-type': 'application/json',
          prefer: 'wait=60',
        },
        body: JSON.stringify({ paths: ['finals'] }),
      });
      expect(reply.status).toBe(200);
      expect(lines((await reply.json()) as Told)).toEqual(byFunction);
    } finally {
      await server.close();
    }
  });

  test('on the command line', async () => {
    const child = startFromSource('check', show.at('finals'), '--format', 'json');
    const { code, stdout } = await finished(child);
    expect(code).toBe(1);
    expect(lines(JSON.parse(stdout) as Told)).toEqual(byFunction);
  });

  test('in the watcher', async () => {
    const unit = unitOf(show.runtime, at('finals/ok.png'));
    if (unit === undefined) throw new Error('finals is no deliverable');
    const { check } = await judge(show.runtime, unit);
    expect(check && printed(check)).toEqual(byFunction);
  });

  test('on the way out', async () => {
    const result = await exportFiles(show.runtime, { paths: rel(['finals']), to: join(outside, 'out') });
    expect([result.kind, printed(result.run.check)]).toEqual(['refused', byFunction]);
  });
});
