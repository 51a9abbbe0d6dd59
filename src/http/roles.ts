import { ROLES, type Role } from '../domain/registry.ts';

const EVERYONE: readonly Role[] = ROLES;
const CHECKERS: readonly Role[] = ['editor', 'asset-manager', 'approver', 'admin'];
const RECORDERS: readonly Role[] = ['asset-manager', 'admin'];
const APPROVERS: readonly Role[] = ['approver', 'admin'];
const ADMINS: readonly Role[] = ['admin'];
const READERS_OF_DOCUMENTS: readonly Role[] = ['asset-manager', 'approver', 'admin'];

/**
 * Who may do what: every operation with the roles it is open to; `public` needs no account.
 * Whoever says how a file was made (asset manager) does not approve it, and the other way round.
 */
export const ACCESS = {
  health: 'public',
  metrics: EVERYONE,
  description: EVERYONE,
  startSession: EVERYONE,
  showSession: EVERYONE,
  endSession: EVERYONE,
  listAssets: EVERYONE,
  showAsset: EVERYONE,
  showThumbnail: EVERYONE,
  showFile: EVERYONE,
  declare: RECORDERS,
  showDeclaration: EVERYONE,
  listNotices: EVERYONE,
  recordNotice: RECORDERS,
  listConsents: READERS_OF_DOCUMENTS,
  recordConsent: RECORDERS,
  endConsent: RECORDERS,
  listEvidence: EVERYONE,
  attachEvidence: RECORDERS,
  listJudgements: EVERYONE,
  answerJudgement: RECORDERS,
  listProfiles: EVERYONE,
  recordProfile: RECORDERS,
  listTemplates: EVERYONE,
  saveTemplate: RECORDERS,
  undoDeclaration: RECORDERS,
  listRetirements: EVERYONE,
  retire: RECORDERS,
  listBaselines: EVERYONE,
  recordBaseline: RECORDERS,
  listRequests: EVERYONE,
  requestApproval: RECORDERS,
  withdrawRequest: RECORDERS,
  listApprovals: EVERYONE,
  showApproval: EVERYONE,
  showApprovalDocument: READERS_OF_DOCUMENTS,
  showPaperDocument: READERS_OF_DOCUMENTS,
  approve: APPROVERS,
  revokeApproval: APPROVERS,
  listWaivers: EVERYONE,
  waive: APPROVERS,
  meetCondition: APPROVERS,
  reopenCondition: APPROVERS,
  startCheck: CHECKERS,
  showCheck: EVERYONE,
  startExport: RECORDERS,
  showExport: EVERYONE,
  showPolicy: EVERYONE,
  explainPolicy: EVERYONE,
  auditRecord: READERS_OF_DOCUMENTS,
  showReport: EVERYONE,
  erasePerson: ADMINS,
  listEvents: EVERYONE,
  streamEvents: EVERYONE,
  coverage: EVERYONE,
} as const satisfies Record<string, 'public' | readonly Role[]>;

export type OperationId = keyof typeof ACCESS;

/** Whether an account of this role may use the operation. */
export function mayUse(operation: OperationId, role: Role): boolean {
  const access: 'public' | readonly Role[] = ACCESS[operation];
  return access === 'public' || access.includes(role);
}
