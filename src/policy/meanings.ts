import type { FindingCode, Severity } from '../domain/finding.ts';

/** Which of the four areas of the guidance a code belongs to, or the gate itself. */
export type Area =
  | 'data use'
  | 'creative output'
  | 'talent and performance'
  | 'ethics and representation'
  | 'gate';

/** What a code stands for, apart from any one item. */
export interface CodeMeaning {
  readonly area: Area;
  readonly about: string;
  /** How it weighs in a final whatever the pack says; undefined where packs decide. */
  readonly always: Severity | undefined;
}

const GATE = { area: 'gate', always: 'incomplete' } as const;
const OUTPUT = { area: 'creative output', always: undefined } as const;
const TALENT = { area: 'talent and performance', always: undefined } as const;
const DATA = { area: 'data use', always: undefined } as const;
const ETHICS = { area: 'ethics and representation', always: undefined } as const;
const REVIEW = { area: 'creative output', always: 'review' } as const;

/** The meaning of every code. */
export const meanings: Readonly<Record<FindingCode, CodeMeaning>> = {
  'OK-001': { ...OUTPUT, about: 'Camera or human work with sufficient evidence.' },
  'OK-002': { ...OUTPUT, about: 'GenAI, cleared by a valid approval for this use.' },
  'OK-003': { ...OUTPUT, about: 'Temporary GenAI, declared and notified; it stays out of finals.' },
  'AST-001': { ...OUTPUT, about: 'An assistive tool was used; it adds no depicted content and is listed.' },
  'AST-002': { ...OUTPUT, about: 'An assistive tool was used and nobody has said which feature.' },
  'WVR-001': { ...OUTPUT, about: 'Passes under a waiver with an end date; every report lists it.' },
  'ORG-001': { ...OUTPUT, about: 'Nothing tells how it was made. Silence is no proof of human work.' },
  'ORG-002': { ...REVIEW, about: 'Claims about how it was made contradict each other.' },
  'ORG-003': { ...OUTPUT, about: 'The only sign that it is not GenAI is weak.' },
  'ORG-004': { ...REVIEW, about: 'A weak sign points to GenAI; a named person must look.' },
  'ORG-005': { ...OUTPUT, about: 'A documented declaration overruled a GenAI claim; every report lists it.' },
  'ORG-006': {
    ...REVIEW,
    about: 'These bytes stand where a temporary GenAI asset stood and carry no evidence of their own.',
  },
  'DEC-001': { ...OUTPUT, about: 'GenAI, and nobody has said how it was used.' },
  'DEC-002': {
    ...OUTPUT,
    about: 'The declaration lacks an answer the use case needs. Unsure is an answer, silence is not.',
  },
  'DEC-003': { ...OUTPUT, about: 'The bytes changed after they were declared.' },
  'DEC-004': { ...OUTPUT, about: 'A use meant for the final cannot claim to be temporary.' },
  'DEC-005': { ...TALENT, about: 'The consent is dated after the work.' },
  'DEC-006': { ...OUTPUT, about: 'The date of making lies in the future.' },
  'DEC-007': { ...OUTPUT, about: 'The template was made for another tool or model.' },
  'DAT-001': { ...DATA, about: 'Production material or personal data went into a tool without clearance.' },
  'NTF-001': { ...OUTPUT, about: 'The studio contact was not told of this use.' },
  'NTF-002': { ...OUTPUT, about: 'The studio contact was told only after the use.' },
  'TRI-001': { ...OUTPUT, about: 'Nobody has decided whether a background element matters to the story.' },
  'APR-000': { ...OUTPUT, about: 'The approval id given has no record. An id alone is not an approval.' },
  'APR-001': { ...OUTPUT, about: 'GenAI without any approval.' },
  'APR-002': { ...OUTPUT, about: 'Approval was asked for and has not been answered.' },
  'APR-003': { ...OUTPUT, about: 'Approval was refused.' },
  'APR-004': { ...OUTPUT, about: 'The approval has not begun.' },
  'APR-005': { ...OUTPUT, about: 'The approval has ended. Its end is exclusive.' },
  'APR-006': { ...OUTPUT, about: 'The approval was revoked. A revoked id never revives.' },
  'APR-007': { ...OUTPUT, about: 'The approval was replaced by a newer one.' },
  'APR-008': {
    ...OUTPUT,
    about: 'The approval covers other bytes, another type, episode, territory or channel.',
  },
  'APR-009': { ...OUTPUT, about: 'The approval has conditions that are not met yet.' },
  'APR-010': { ...OUTPUT, about: 'This use needs written approval before going on, even for temp.' },
  'APR-011': { ...OUTPUT, about: 'The written approval document is missing or altered.' },
  'APR-012': { ...OUTPUT, about: 'Who granted it has too low an authority for this kind of use.' },
  'APR-013': { ...OUTPUT, about: 'Who made or declared a work cannot approve it.' },
  'APR-014': { ...OUTPUT, about: 'The declaration changed after it was approved.' },
  'APR-015': { ...OUTPUT, about: 'The rules changed since it was approved, and ask for a new approval.' },
  'EVD-001': { ...OUTPUT, about: 'Approved, but a proof the use case needs is missing.' },
  'HST-001': {
    ...TALENT,
    about: 'A replica or significant alteration of a real person without valid consent. Never waivable.',
  },
  'HST-002': { ...DATA, about: 'Made with a model trained on material without rights. Never waivable.' },
  'HST-003': {
    ...ETHICS,
    about: 'A real person made to say or do something, shown as real, without consent. Never waivable.',
  },
  'HST-004': {
    ...TALENT,
    about: 'A talent model used outside its production or agreed scope. Never waivable.',
  },
  'UNI-001': { ...ETHICS, about: 'Union-covered work is affected and no agreement is recorded.' },
  'ETH-001': { ...ETHICS, about: 'It could be taken for a real event, person or statement.' },
  'LIN-001': { ...OUTPUT, about: 'It contains a generated element that is not approved.' },
  'REG-001': { ...GATE, about: 'It could not be registered.' },
  'INT-001': { ...GATE, about: 'It changed while it was checked.' },
  'FIL-001': { ...GATE, about: 'It is missing, or its bytes could not be read to the end.' },
  'FIL-002': { ...GATE, about: 'The file is shorter than its own structure says.' },
  'FIL-003': { ...GATE, about: 'It is a link or a special file; only regular files are opened.' },
  'FIL-004': { ...GATE, about: 'A folder could not be listed.' },
  'FIL-005': { ...GATE, about: 'An entry was not looked into.' },
  'TML-001': { ...GATE, about: 'It holds other media that no reader has read to the last member.' },
  'TML-002': { ...GATE, about: 'A nested timeline was not expanded.' },
  'TML-003': { ...GATE, about: 'The scope holds no item. Empty is not proof of anything.' },
  'GAT-001': { ...GATE, about: 'The policy says nothing of this item.' },
  'GAT-002': { ...GATE, about: 'The record this verdict relies on was changed outside provgate.' },
  'GAT-003': { ...GATE, about: 'The clock runs behind the newest recorded event.' },
  'GAT-004': { ...GATE, about: 'Something changed between the decision and the end of the export.' },
  'GAT-005': {
    area: 'gate',
    always: 'review',
    about: 'The configuration became milder and no admin has accepted it.',
  },
};
