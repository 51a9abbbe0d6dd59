import { ProvgateError } from '../domain/errors.ts';
import type { Paper, PaperBodies } from '../domain/paper.ts';
import type { Runtime } from '../domain/runtime.ts';
import { endOf, startOf } from './dates.ts';
import { type GivenDocument, givenDocument, givenText, usage } from './given.ts';
import { recordOne } from './record-one.ts';

const CAPACITIES = ['performer', 'estate', 'union', 'guardian'] as const;

/** A performer's, estate's, union's or guardian's consent, as a person asks to have it recorded. */
export interface ConsentRequest {
  readonly giver: string;
  /** Whose voice or likeness it is; the giver where undefined. */
  readonly performer?: string | undefined;
  readonly capacity?: string | undefined;
  /** What is agreed to, in words. */
  readonly uses: string;
  readonly titles?: readonly string[] | undefined;
  readonly territories?: readonly string[] | undefined;
  readonly media?: readonly string[] | undefined;
  readonly training?: boolean | undefined;
  readonly signed: string;
  readonly until?: string | undefined;
  readonly document: GivenDocument;
}

/** Records a consent. It holds for work made after it was signed. Throws `usage` for a date that has not come. */
export async function recordConsent(runtime: Runtime, request: ConsentRequest): Promise<Paper<'consent'>> {
  const { people } = runtime.registry;
  const capacity = CAPACITIES.find((each) => each === (request.capacity ?? 'performer').trim().toLowerCase());
  if (capacity === undefined)
    throw usage(`"${request.capacity}" is no capacity.`, `Use one of ${CAPACITIES.join(', ')}.`);
  const signedAt = startOf(request.signed);
  if (signedAt > runtime.clock.now())
    throw usage(`${request.signed} has not come yet.`, 'Give the day it was signed with --signed DATE.');
  if (capacity !== 'performer' && request.performer === undefined)
    throw usage('The performer is missing.', 'Say whose voice or likeness it is with --performer NAME.');
  const validUntil = request.until === undefined ? undefined : endOf(request.until);
  if (validUntil !== undefined && validUntil <= signedAt)
    throw usage('The consent would end before it was signed.', 'Check --signed and --until.');
  const performer =
    request.performer === undefined
      ? undefined
      : givenText(request.performer, 'The performer', '--performer NAME');
  const body: PaperBodies['consent'] = {
    giver: await people.idOf(givenText(request.giver, 'The name of who consents', '--giver NAME')),
    performer: performer === undefined ? undefined : await people.idOf(performer),
    capacity,
    uses: givenText(request.uses, 'What is agreed to', '--uses TEXT'),
    titles: request.titles,
    territories: request.territories,
    media: request.media,
    training: request.training,
    signedAt,
    validUntil,
    state: 'valid',
  };
  return record(runtime, body, givenDocument(request.document), undefined);
}

/**
 * Ends a consent, for a time or for ever: a revision that supersedes it; the consent itself stays readable. Throws `not-found`, or
 * `conflict` for one that was withdrawn.
 */
export async function endConsent(
  runtime: Runtime,
  id: string,
  state: 'suspended' | 'withdrawn',
  document?: GivenDocument,
): Promise<Paper<'consent'>> {
  const all = await runtime.registry.papers.list(['consent']);
  const found = all.find((paper) => paper.recordId === id || paper.supersedes === id);
  if (found === undefined)
    throw new ProvgateError('not-found', `There is no consent ${id}.`, 'See them all: provgate consent list');
  if (found.body.state === 'withdrawn' || found.body.state === state)
    throw new ProvgateError(
      'conflict',
      `This consent is ${found.body.state} already.`,
      'See how it stands: provgate consent list. A new agreement is a new record: provgate consent record',
    );
  const before = found.documents[0];
  const bytes =
    document === undefined && before !== undefined
      ? await runtime.registry.approvals.document(before)
      : undefined;
  const kept = bytes === undefined || before === undefined ? undefined : { name: before.name, bytes };
  return record(runtime, { ...found.body, state }, document ?? kept, found.recordId);
}

/** Every consent, the newest revision of each, oldest first. */
export function listConsents({ registry }: Pick<Runtime, 'registry'>): Promise<readonly Paper<'consent'>[]> {
  return registry.papers.list(['consent']);
}

async function record(
  runtime: Runtime,
  body: PaperBodies['consent'],
  document: GivenDocument | undefined,
  supersedes: string | undefined,
): Promise<Paper<'consent'>> {
  return recordOne(runtime, {
    kind: 'consent',
    body,
    assetIds: [],
    about: [],
    documents: document === undefined ? [] : [document],
    supersedes,
  });
}
