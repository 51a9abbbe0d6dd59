import { z } from 'zod';
import { APPROVAL_STATES, AUTHORITIES, DERIVATIVE_SCOPES } from '../domain/approval.ts';
import { CLEARANCE_STATES, CLEARANCE_WORDS } from '../domain/clearance.ts';
import { DELIVERABLE_TYPES } from '../domain/deliverable.ts';
import { FAILURES, type FailureCode } from '../domain/errors.ts';
import { STRENGTHS } from '../domain/evidence.ts';
import { FINDING_CODES, SEVERITIES } from '../domain/finding.ts';
import { MEDIA_KINDS } from '../domain/media.ts';
import { PROMINENCES } from '../domain/use-statement.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
const outcome = z.enum(['block', 'review', 'incomplete', 'pass']);
const severity = z.enum(SEVERITIES);
const origin = z.enum(['camera', 'human', 'genai', 'unknown']);
const involvement = z.enum(['full', 'partial', 'derived', 'assistive', 'none', 'undetermined']);
const count = z.int().min(0);

export const findingSchema = z.object({
  code: z.enum(FINDING_CODES),
  severity,
  message: z.string(),
  next: z.string(),
  rules: z.array(z.string()),
  by: z.string().optional(),
});
export type FindingJson = z.infer<typeof findingSchema>;

const facts = {
  path: z.string(),
  pathBytes: z
    .string()
    .regex(/^[0-9a-f]+$/)
    .optional(),
  assetId: z.string().nullable(),
  sha256: sha256.nullable(),
  sizeBytes: count.nullable(),
  kind: z.enum(MEDIA_KINDS).nullable(),
  format: z.string().nullable(),
  verified: z.enum(['bytes', 'stat']).nullable(),
  origin,
  involvement,
  suspected: z.boolean(),
  conflict: z.boolean(),
  temporary: z.boolean(),
  tool: z.string().nullable(),
};

const judgement = {
  approvals: z.array(z.object({ id: z.string(), state: z.enum(APPROVAL_STATES) })),
  /** Where it stands, in a production whose policy asks how GenAI is used. */
  clearance: z.object({ state: z.enum(CLEARANCE_STATES), word: z.enum(CLEARANCE_WORDS) }).optional(),
  verdict: severity,
  findings: z.array(findingSchema),
  uses: z.array(z.unknown()),
};

export const itemSchema = z.object({ ...facts, ...judgement });
export type ItemJson = z.infer<typeof itemSchema>;

/** `provgate.check/1`: one decision over a scope. */
export const checkSchema = z.object({
  schema: z.literal('provgate.check/1'),
  id: z.string(),
  checkedAt: instant,
  outcome,
  destination: z.enum(['final', 'temp']),
  deliverable: z.object({
    title: z.string(),
    type: z.enum(DELIVERABLE_TYPES),
    episode: z.string().nullable(),
    territories: z.array(z.string()),
    channels: z.array(z.string()),
    cut: z.string().optional(),
  }),
  policies: z.array(
    z.object({ pack: z.string(), version: z.string(), sha256, settingsSha256: sha256, outcome }),
  ),
  scope: z.object({ kind: z.enum(['files', 'timeline', 'package']), paths: z.array(z.string()) }),
  overrides: z.array(z.string()),
  versions: z.object({
    provgate: z.string(),
    engine: z.int(),
    configurationSha256: sha256,
    eventSeq: z.int(),
  }),
  unprotected: z.array(z.string()),
  accounts: z.boolean(),
  onWordOf: z.array(z.object({ by: z.string(), items: count })),
  notChecked: z.array(z.string()),
  counts: z.object({
    items: count,
    pass: count,
    warn: count,
    review: count,
    block: count,
    incomplete: count,
    unknown: count,
    clearedByRuleOnly: count,
    skipped: count,
  }),
  areas: z.object({
    data_use: count,
    creative_output: count,
    talent_performance: count,
    ethics_representation: count,
  }),
  findings: z.array(findingSchema),
  items: z.array(itemSchema),
});
export type CheckJson = z.infer<typeof checkSchema>;

export const evidenceSchema = z.object({
  reader: z.string(),
  readerVersion: z.int(),
  rule: z.string(),
  points: z.object({ origin, involvement }).nullable(),
  strength: z.enum(STRENGTHS),
  where: z.string(),
  excerpt: z.string(),
  tool: z.string().nullable(),
  status: z.enum([
    'read',
    'untrusted',
    'tampered',
    'unchecked',
    'unjudged',
    'unreadable',
    'incomplete',
    'unsupported',
  ]),
  /** A newer reader no longer finds it; it counts until a person has looked. */
  kept: z.literal(true).optional(),
});
export type EvidenceJson = z.infer<typeof evidenceSchema>;

/** `provgate.asset/1`: one file whole; without a production it has no approvals, verdict, findings and uses. */
export const assetSchema = z.object({
  schema: z.literal('provgate.asset/1'),
  ...facts,
  approvals: judgement.approvals.optional(),
  clearance: judgement.clearance,
  verdict: judgement.verdict.optional(),
  findings: judgement.findings.optional(),
  uses: judgement.uses.optional(),
  state: z.enum(['ok', 'unreadable', 'incomplete', 'unsupported']),
  stateReason: z.string().nullable(),
  evidence: z.array(evidenceSchema),
  notChecked: z.array(
    z.object({
      code: z.enum(['signature', 'revocation', 'remote-manifest', 'pixels']),
      where: z.string(),
      message: z.string(),
    }),
  ),
  sharedIds: z.array(z.object({ id: z.string(), paths: z.array(z.string()) })).optional(),
  /** Files inside it, those that weigh on a verdict first; at most 1,000 of `memberCount`. */
  members: z
    .array(
      z.object({
        path: z.string(),
        sha256,
        sizeBytes: count,
        format: z.string(),
        origin,
        suspected: z.boolean(),
      }),
    )
    .optional(),
  memberCount: count.optional(),
  overruled: z.object({ by: z.string() }).optional(),
  declarations: z
    .array(
      z.object({
        origin,
        involvement,
        tool: z.string().nullable(),
        declarant: z.string(),
        recordedBy: z.string(),
        recordedAt: instant,
        basis: z.string(),
        document: sha256.nullable(),
      }),
    )
    .optional(),
  locations: z.array(z.object({ path: z.string(), from: instant, to: instant.nullable() })).optional(),
});
export type AssetJson = z.infer<typeof assetSchema>;

/** `provgate.assets/1`: the rows of `list`. */
export const assetsSchema = z.object({
  schema: z.literal('provgate.assets/1'),
  items: z.array(
    z.object({
      ...facts,
      state: z.enum(['ok', 'unreadable', 'incomplete', 'unsupported']),
      stateReason: z.string().nullable(),
    }),
  ),
});
export type AssetRowJson = z.infer<typeof assetsSchema>['items'][number];

/** `provgate.scan/1`: what a sweep did. */
export const scanSchema = z.object({
  schema: z.literal('provgate.scan/1'),
  registered: count,
  unchanged: count,
  moved: count,
  changed: count,
  missing: count,
  reread: count,
  unreadable: count,
  incomplete: count,
  elapsedMs: count,
  bytesHashed: count,
});
export type ScanJson = z.infer<typeof scanSchema>;

/** How an approval stands by itself, whatever it is used for. */
export const APPROVAL_STANDINGS = [
  'valid',
  'not-yet-valid',
  'expired',
  'revoked',
  'rejected',
  'superseded',
  'conditions-open',
] as const;

/** `provgate.approvals/1`: the register. */
export const approvalsSchema = z.object({
  schema: z.literal('provgate.approvals/1'),
  approvals: z.array(
    z.object({
      id: z.string(),
      state: z.enum(APPROVAL_STANDINGS),
      by: z.string(),
      recordedBy: z.string(),
      recordedAt: instant,
      validFrom: instant,
      validUntil: instant.nullable(),
      types: z.array(z.string()).nullable(),
      episodes: z.array(z.string()).nullable(),
      territories: z.array(z.string()).nullable(),
      channels: z.array(z.string()).nullable(),
      document: z.object({ sha256, sizeBytes: count }),
      assetIds: z.array(z.string()),
      note: z.string().nullable(),
      revocation: z
        .object({
          at: instant,
          by: z.string(),
          reason: z.string(),
          effectiveAt: instant,
          retroactive: z.boolean(),
        })
        .nullable(),
      decision: z.enum(['granted', 'granted_with_conditions', 'rejected']),
      rejects: z.enum(['final_only', 'all_use']).nullable(),
      authority: z.enum(AUTHORITIES),
      company: z.string().nullable(),
      role: z.string().nullable(),
      cut: z.string().nullable(),
      derivatives: z.enum(DERIVATIVE_SCOPES).nullable(),
      useCases: z.array(z.string()).nullable(),
      maxProminence: z.enum(PROMINENCES).nullable(),
      placements: z
        .array(
          z.object({
            episode: z.string().optional(),
            scene: z.string().optional(),
            shot: z.string().optional(),
            in: z.string().optional(),
            out: z.string().optional(),
          }),
        )
        .nullable(),
      talent: z.array(z.string()).nullable(),
      conditions: z.array(z.object({ text: z.string(), met: z.boolean() })),
      declarations: z.array(z.string()),
      packs: z.array(z.object({ id: z.string(), version: z.string(), sha256 })),
      supersedes: z.string().nullable(),
      supersededBy: z.string().nullable(),
    }),
  ),
});
export type ApprovalJson = z.infer<typeof approvalsSchema>['approvals'][number];

/** `provgate.error/1`: a failure with a name. */
export const errorSchema = z.object({
  schema: z.literal('provgate.error/1'),
  code: z.enum(failureCodes()),
  exit: z.int(),
  message: z.string(),
  next: z.string(),
});
export type ErrorJson = z.infer<typeof errorSchema>;

function failureCodes(): [FailureCode, ...FailureCode[]] {
  const isCode = (name: string): name is FailureCode => Object.hasOwn(FAILURES, name);
  return [
    'internal',
    ...Object.keys(FAILURES)
      .filter(isCode)
      .filter((code) => code !== 'internal'),
  ];
}
