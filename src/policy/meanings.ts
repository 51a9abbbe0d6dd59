import type { FindingCode, Severity } from '../domain/finding.ts';

/** What a code stands for, apart from any one item. */
export interface CodeMeaning {
  readonly about: string;
  /** Passages of the guidance it rests on, whatever the pack. */
  readonly rules: readonly string[];
  /** How it weighs in a final whatever the pack says; undefined where packs decide. */
  readonly always: Severity | undefined;
}

const meaning =
  (always?: Severity) =>
  (about: string, ...rules: readonly string[]): CodeMeaning => ({ about, rules, always });
const gate = meaning('incomplete');
const review = meaning('review');
const packs = meaning();

/** The meaning of every code. */
export const meanings: Readonly<Record<FindingCode, CodeMeaning>> = {
  'OK-001': packs('Camera or human work with sufficient evidence.', 'F-1'),
  'OK-002': packs('GenAI, cleared by a valid approval for this use.', 'G-5'),
  'OK-003': packs('Temporary GenAI, declared and notified; it stays out of finals.', 'M1'),
  'AST-001': packs('An assistive tool was used; it adds no depicted content and is listed.', 'T-3'),
  'AST-002': packs('An assistive tool was used and nobody has said which feature.', 'T-3'),
  'WVR-001': packs('Passes under a waiver with an end date; every report lists it.', 'F-1'),
  'ORG-001': packs('Nothing tells how it was made. Silence is no proof of human work.', 'F-1'),
  'ORG-002': review('Claims about how it was made contradict each other.', 'F-1'),
  'ORG-003': packs('The only sign that it is not GenAI is weak.', 'F-1'),
  'ORG-004': review('A weak sign points to GenAI; a named person must look.', 'F-1'),
  'ORG-005': packs('A documented declaration overruled a GenAI claim; every report lists it.', 'F-1'),
  'ORG-006': review(
    'These bytes stand where a temporary GenAI asset stood and carry no evidence of their own.',
    'F-1',
  ),
  'DEC-001': packs('GenAI, and nobody has said how it was used.', 'G-3'),
  'DEC-002': packs(
    'The declaration lacks an answer the use case needs. Unsure is an answer, silence is not.',
    'G-3',
  ),
  'DEC-003': packs('The bytes changed after they were declared.', 'G-3'),
  'DEC-004': packs('A use meant for the final cannot claim to be temporary.', 'P4'),
  'DEC-005': packs('The consent is dated after the work.', 'C1'),
  'DEC-006': packs('The date of making lies in the future.', 'G-3'),
  'DEC-007': packs('The template was made for another tool or model.', 'G-3'),
  'DAT-001': packs(
    'Production material or personal data went into a tool without clearance.',
    'A1',
    'A2',
    'M6',
  ),
  'NTF-001': packs('The studio contact was not told of this use.', 'G-3'),
  'NTF-002': packs('The studio contact was told only after the use.', 'G-3'),
  'TRI-001': packs('Nobody has decided whether a background element matters to the story.', 'M2'),
  'APR-000': packs('The approval id given has no record. An id alone is not an approval.', 'G-5'),
  'APR-001': packs('GenAI without any approval.', 'G-5', 'P4'),
  'APR-002': packs('Approval was asked for and has not been answered.', 'G-5'),
  'APR-003': packs('Approval was refused.', 'G-5'),
  'APR-004': packs('The approval has not begun.', 'G-5'),
  'APR-005': packs('The approval has ended. Its end is exclusive.', 'G-5'),
  'APR-006': packs('The approval was revoked. A revoked id never revives.', 'G-5'),
  'APR-007': packs('The approval was replaced by a newer one.', 'G-5'),
  'APR-008': packs('The approval covers other bytes, another type, episode, territory or channel.', 'G-5'),
  'APR-009': packs('The approval has conditions that are not met yet.', 'G-5'),
  'APR-010': packs('This use needs written approval before going on, even for temp.', 'G-5'),
  'APR-011': packs('The written approval document is missing or altered.', 'G-5'),
  'APR-012': packs('Who granted it has too low an authority for this kind of use.', 'G-5'),
  'APR-013': packs('Who made or declared a work cannot approve it.', 'G-5'),
  'APR-014': packs('The declaration changed after it was approved.', 'G-5'),
  'APR-015': packs('The rules changed since it was approved, and ask for a new approval.', 'G-5'),
  'EVD-001': packs('Approved, but a proof the use case needs is missing.', 'F-6'),
  'HST-001': packs(
    'A replica or significant alteration of a real person without valid consent. Never waivable.',
    'C1',
    'T-1',
  ),
  'HST-002': packs('Made with a model trained on material without rights. Never waivable.', 'A3', 'M5'),
  'HST-003': packs(
    'A real person made to say or do something, shown as real, without consent. Never waivable.',
    'D1',
  ),
  'HST-004': packs(
    'A talent model used outside its production or agreed scope. Never waivable.',
    'T-4',
    'T-5',
  ),
  'UNI-001': packs('Union-covered work is affected and no agreement is recorded.', 'D2'),
  'ETH-001': packs('It could be taken for a real event, person or statement.', 'D1'),
  'LIN-001': packs('It contains a generated element that is not approved.', 'V-1'),
  'REG-001': gate('It could not be registered.', 'F-1'),
  'INT-001': gate('It changed while it was checked.', 'V-1'),
  'FIL-001': gate('It is missing, or its bytes could not be read to the end.', 'F-1'),
  'FIL-002': gate('The file is shorter than its own structure says.', 'F-1'),
  'FIL-003': gate('It is a link or a special file; only regular files are opened.', 'F-1'),
  'FIL-004': gate('A folder could not be listed.', 'F-1'),
  'FIL-005': gate('An entry was not looked into.', 'F-1'),
  'TML-001': gate('It holds other media that no reader has read to the last member.', 'F-1'),
  'TML-002': gate('A nested timeline was not expanded.', 'F-1'),
  'TML-003': gate('The scope holds no item. Empty is not proof of anything.', 'F-1'),
  'GAT-001': gate('The policy says nothing of this item.', 'F-1'),
  'GAT-002': gate('The record this verdict relies on was changed outside provgate.', 'F-1'),
  'GAT-003': gate('The clock runs behind the newest recorded event.', 'F-1'),
  'GAT-004': gate('Something changed between the decision and the end of the export.', 'F-1'),
  'GAT-005': review('The configuration became milder and no admin has accepted it.', 'F-1'),
};
