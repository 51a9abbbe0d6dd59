import { z } from 'zod';
import { AUTHORITIES, DERIVATIVE_SCOPES } from '../domain/approval.ts';
import { PROMINENCES } from '../domain/use-statement.ts';
import { document, paths, words } from './request-schemas.ts';
import { scopeBody } from './scope-body.ts';
import { confirmed, previewOnly } from './seen.ts';

/** Further terms; none is needed. */
const termsFields = {
  decision: z.enum(['granted', 'granted_with_conditions', 'rejected']).optional(),
  rejects: z.enum(['final_only', 'all_use']).optional().describe('How far a refusal reaches'),
  authority: z.enum(AUTHORITIES).optional(),
  company: words(500).optional().describe('The company of who granted it'),
  role: words(500).optional(),
  cut: words(500).optional(),
  derivatives: z.enum(DERIVATIVE_SCOPES).optional(),
  useCases: z.array(words(100)).max(100).optional(),
  maxProminence: z.enum(PROMINENCES).optional(),
  shots: z.array(words(500)).max(1000).optional(),
  scenes: z.array(words(500)).max(1000).optional(),
  talent: z.array(words(200)).max(100).optional().describe('Names of the performers it is for'),
  conditions: z.array(words(500)).max(50).optional().describe('What must be met first, in order'),
  supersedes: words(200).optional().describe('The approval id this one replaces'),
};

/** An approval as a client sends it. */
export const approvalBody = z
  .strictObject({
    paths: paths.optional().describe('Left away where `answers` or `supersedes` says which files are meant'),
    digests: z.array(words(100)).max(1000).optional().describe('Registered contents by their SHA-256'),
    answers: words(100).optional().describe('The request this is the answer to'),
    id: words(200).optional().describe('The ID the studio gave; one is made where it gave none'),
    by: words(200)
      .optional()
      .describe('Who granted it, as the document says; the account of the token where left away'),
    document,
    from: words(40).optional(),
    until: words(40).optional().describe('The end, exclusive; a bare date means through that day, UTC'),
    ...scopeBody,
    note: words(500).optional(),
    ...termsFields,
    preview: previewOnly,
    confirmed,
  })
  .meta({ id: 'ApprovalRequest' });
