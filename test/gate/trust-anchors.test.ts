import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { anchor, signedPng } from '../evidence/credentials.ts';
import { stage } from '../helpers/gate-production.ts';

afterEach(() => {
  delete process.env['PROVGATE_TRUST_ANCHORS'];
});

test('threats 8 and 22: a signer put on the list or taken off it counts from the next check on', async () => {
  const file = join(realpathSync(mkdtempSync(join(tmpdir(), 'provgate-list-'))), 'anchors.pem');
  writeFileSync(file, anchor, { mode: 0o600 });
  const capture = await signedPng({ actions: [{ action: 'c2pa.created', sourceType: 'digitalCapture' }] });
  const before = await stage({ 'final/quay.png': capture });
  const origin = async (show: typeof before) =>
    (await show.check(['final'])).items.map((item) => item.origin);
  expect(await origin(before)).toEqual(['unknown']);

  process.env['PROVGATE_TRUST_ANCHORS'] = file;
  const trusting = await before.configured({});
  expect(await origin(trusting)).toEqual(['camera']);

  delete process.env['PROVGATE_TRUST_ANCHORS'];
  const after = await trusting.configured({});
  expect(await origin(after)).toEqual(['unknown']);
  await after.close();
});
