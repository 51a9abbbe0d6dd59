import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Instant } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import { APPROVAL_MAIL, APPROVAL_MAIL_PATH } from './approval-mail.ts';
import { sampleConfiguration } from './configuration.ts';
import { SAMPLE_FILES } from './files.ts';
import { makeIdentity } from './x509.ts';

const DAY_MS = 86_400_000;
const CERTIFICATE_DAYS = 365;

/** What a sample is made for: the moment, for its certificate, and the production's id. */
export interface SampleRequest {
  readonly now: Instant;
  readonly productionId: string;
}

/**
 * Writes the sample production into `dir`: `provgate.json`, media of every kind and a document to approve with.
 * `dir` must be absent or empty; otherwise `target-not-empty`. No registry is made and nothing is fetched.
 */
export async function makeSample(dir: string, request: SampleRequest): Promise<void> {
  await mkdir(dir, { recursive: true });
  if ((await readdir(dir)).length > 0) {
    throw new ProvgateError(
      'target-not-empty',
      `${dir} already holds something; the sample is written only into an empty folder.`,
      'Name another folder.',
    );
  }
  const identity = makeIdentity(
    'Quayside sample',
    shifted(request.now, -1),
    shifted(request.now, CERTIFICATE_DAYS),
  );
  for (const file of SAMPLE_FILES) await write(dir, file.path, await file.make(identity));
  await write(dir, APPROVAL_MAIL_PATH, APPROVAL_MAIL);
  // Last, so that a folder cut off halfway is no production yet.
  await write(dir, 'provgate.json', sampleConfiguration(request.productionId));
}

async function write(dir: string, path: string, content: Uint8Array | string): Promise<void> {
  const target = join(dir, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content, { flag: 'wx' });
}

function shifted(instant: Instant, days: number): string {
  return new Date(Date.parse(instant) + days * DAY_MS).toISOString();
}
