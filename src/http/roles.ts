import { ROLES, type Role } from '../domain/registry.ts';

const EVERYONE: readonly Role[] = ROLES;
const CHECKERS: readonly Role[] = ['editor', 'asset-manager', 'approver', 'admin'];
const RECORDERS: readonly Role[] = ['asset-manager', 'admin'];
const APPROVERS: readonly Role[] = ['approver', 'admin'];
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
  declare: RECORDERS,
  listApprovals: EVERYONE,
  showApproval: EVERYONE,
  showApprovalDocument: READERS_OF_DOCUMENTS,
  approve: APPROVERS,
  revokeApproval: APPROVERS,
  startCheck: CHECKERS,
  showCheck: EVERYONE,
  startExport: RECORDERS,
  showExport: EVERYONE,
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
