import { z } from 'zod';
import type { Paper, PaperKind } from '../domain/paper.ts';
import type { PersonId } from '../domain/person.ts';
import type { Registry } from '../domain/registry.ts';
import { peopleInUse, useJson } from './use-json.ts';

const text = z.string().optional();
const scope = z.object({
  types: z.array(z.string()).optional(),
  episodes: z.array(z.string()).optional(),
  territories: z.array(z.string()).optional(),
  channels: z.array(z.string()).optional(),
});
const use = z.record(z.string(), z.unknown()).describe('A statement of use, with names of people');

/** What each kind of paper says, with names of people. */
const BODIES = {
  notice: z.object({
    to: z.string(),
    company: text,
    toldAt: z.string(),
    channel: z.string(),
    reference: text,
  }),
  request: z.object({ requester: z.string(), to: text, questions: z.array(z.string()), scope, dueAt: text }),
  withdrawal: z.object({ reason: z.string() }),
  judgement: z.object({
    outcome: z.enum(['incidental', 'story_relevant']),
    reason: z.string(),
    by: z.string(),
  }),
  consent: z.object({
    giver: z.string(),
    performer: z.string(),
    capacity: z.enum(['performer', 'estate', 'union', 'guardian']),
    uses: z.string(),
    titles: z.array(z.string()).optional(),
    territories: z.array(z.string()).optional(),
    media: z.array(z.string()).optional(),
    training: z.boolean().optional(),
    signedAt: z.string(),
    validUntil: text,
    state: z.enum(['valid', 'suspended', 'withdrawn']),
  }),
  waiver: z.object({
    codes: z.array(z.string()),
    scope,
    reason: z.string(),
    owner: z.string(),
    grantedBy: z.string(),
    validUntil: z.string(),
  }),
  condition: z.object({ index: z.int(), state: z.enum(['met', 'open']), reason: text }),
  evidence: z.object({
    type: z.string(),
    issuedBy: z.string().nullable(),
    issuedAt: text,
    expiresAt: text,
    subject: text,
    tool: text,
  }),
  profile: z.object({ name: z.string(), class: z.enum(['assistive', 'generative', 'mixed']), use }),
  template: z.object({ name: z.string(), use }),
  baseline: z.object({ by: z.string(), reason: text, until: z.string() }),
  acceptance: z.object({ of: z.enum(['configuration', 'pack']), sha256: z.string() }),
  retirement: z.object({ reason: z.string(), retired: z.boolean() }),
} as const satisfies Record<PaperKind, z.ZodObject>;

/** One paper of a kind as `provgate.paper/1`. */
export function paperSchema<Kind extends PaperKind>(kind: Kind) {
  return z.object({
    schema: z.literal('provgate.paper/1'),
    id: z.string(),
    kind: z.literal(kind),
    ...BODIES[kind].shape,
    assetIds: z.array(z.string()),
    about: z.array(z.string()).describe('Declarations, approvals or papers it is about'),
    documents: z.array(z.object({ name: z.string(), sha256: z.string(), sizeBytes: z.int() })),
    supersedes: z.string().nullable(),
    recordedBy: z.string(),
    recordedAt: z.string(),
  });
}

/** Papers as JSON, with the names of the people in them; an erased name leaves its id. */
export async function papersJson<Kind extends PaperKind>(
  registry: Pick<Registry, 'people'>,
  papers: readonly Paper<Kind>[],
): Promise<readonly Record<string, unknown>[]> {
  const people = papers.flatMap((paper) => [paper.recordedBy, ...peopleIn(paper)]);
  const names = await registry.people.names([...new Set(people)]);
  const name = (id: PersonId): string => names.get(id) ?? id;
  return papers.map((paper) => ({
    schema: 'provgate.paper/1',
    id: paper.recordId,
    kind: paper.kind,
    ...BODIES[paper.kind].parse({ ...paper.body, ...named(paper, name) }),
    assetIds: [...paper.assetIds],
    about: [...paper.about],
    documents: paper.documents.map(({ name: file, sha256, sizeBytes }) => ({
      name: file,
      sha256,
      sizeBytes,
    })),
    supersedes: paper.supersedes ?? null,
    recordedBy: name(paper.recordedBy),
    recordedAt: paper.recordedAt,
  }));
}

function peopleIn(paper: Paper): readonly PersonId[] {
  switch (paper.kind) {
    case 'notice':
      return [paper.body.to];
    case 'request':
      return [paper.body.requester, ...(paper.body.to === undefined ? [] : [paper.body.to])];
    case 'judgement':
    case 'baseline':
      return [paper.body.by];
    case 'consent':
      return [paper.body.giver, ...(paper.body.performer === undefined ? [] : [paper.body.performer])];
    case 'waiver':
      return [paper.body.owner, paper.body.grantedBy];
    case 'evidence':
      return paper.body.issuedBy === undefined ? [] : [paper.body.issuedBy];
    case 'profile':
    case 'template':
      return peopleInUse(paper.body.use);
    default:
      return [];
  }
}

/** The members of a body that name people, as names. */
function named(paper: Paper, name: (id: PersonId) => string): Record<string, unknown> {
  switch (paper.kind) {
    case 'notice':
      return { to: name(paper.body.to) };
    case 'request': {
      const { requester, to } = paper.body;
      return { requester: name(requester), ...(to === undefined ? {} : { to: name(to) }) };
    }
    case 'judgement':
    case 'baseline':
      return { by: name(paper.body.by) };
    case 'consent': {
      const { giver, performer = giver } = paper.body;
      return { giver: name(giver), performer: name(performer) };
    }
    case 'waiver':
      return { owner: name(paper.body.owner), grantedBy: name(paper.body.grantedBy) };
    case 'evidence':
      return { issuedBy: paper.body.issuedBy === undefined ? null : name(paper.body.issuedBy) };
    case 'profile':
    case 'template':
      return { use: useJson(paper.body.use, name) };
    default:
      return {};
  }
}
