import { approvalId } from '../../src/policy/packs/approval-id.ts';

/** A pack a production might write for itself: the default pack under another id, with these parts changed. */
export function ownPack(change: object = {}): Record<string, unknown> {
  const copy: Record<string, unknown> = JSON.parse(JSON.stringify(approvalId));
  return { ...copy, id: 'our-pack', ...change };
}

/** Its text, one member a line. */
export function ownPackText(change: object = {}): string {
  return `${JSON.stringify(ownPack(change), null, 2)}\n`;
}
