import type { CompleteCatalogue } from './catalogue.ts';

const NOTHING = 'Nothing to do.';
const APPROVE = 'provgate approve {target} --id ID --by NAME --document FILE{flags}';
const CHECK = 'provgate check {target}';
const REQUEST = 'provgate request {target} --to "STUDIO CONTACT" --output FILE';
const show = 'provgate show {target}';
const declare = (origin: string): string =>
  `provgate declare {target} --origin ${origin} --by NAME --basis TEXT`;
const USE = 'provgate declare {target} --use USE-CASE --profile TOOL --inputs none --talent none --by NAME';

/** What every code says, in English. No sentence holds a person's name or blames anybody. */
export const english: CompleteCatalogue = {
  'OK-001': { title: 'Camera or human work', message: '{a} is {origin} work.', next: NOTHING },
  'OK-002': {
    title: 'GenAI, approved',
    message: '{a} was made with GenAI and is cleared by approval {id} for this title and use.',
    next: NOTHING,
  },
  'OK-003': {
    title: 'Temporary GenAI, declared and notified',
    message: '{a} is temporary GenAI material, declared and notified.',
    next: 'Keep it out of finals, or ask for approval early.',
  },
  'AST-001': {
    title: 'Assistive tool used',
    message: '{a} was treated with an assistive tool{tool?}; it is listed here.',
    next: `If the tool added new content, say so: ${declare('genai')}`,
  },
  'AST-002': {
    title: 'Assistive tool not declared',
    message: '{a} was treated with an assistive tool{tool?}, and nobody has said which feature was used.',
    next: 'Say so: provgate declare {target} --use UC-ASSISTIVE --profile TOOL --feature NAME --by NAME. If it added new content, declare it as GenAI.',
  },
  'WVR-001': {
    title: 'Passes under a waiver',
    message: '{a} passes under waiver {waiver} until {until:date}; without it {codes} would hold it.',
    next: 'Fix it, or renew the waiver before then.',
  },
  'ORG-001': {
    title: 'Unknown origin',
    message: 'Nothing that counts tells how {a} was made.',
    next: `Ask its supplier, then record it: ${declare('camera')} (or human, or genai)`,
  },
  'ORG-001+baseline': {
    title: 'Unknown origin, there before the rule',
    message:
      'Nothing that counts tells how {a} was made; it is listed as legacy material until {baseline:date}.',
    next: `Ask its supplier before then, and record it: ${declare('camera')} (or human, or genai)`,
  },
  'ORG-002': {
    title: 'Claims contradict each other',
    message: 'The signs on {a} contradict each other.',
    next: `See them with provgate inspect {target}, then settle it: ${declare('human')} --document FILE (or camera, or genai)`,
    oneByOne: true,
  },
  'ORG-003': {
    title: 'Weak evidence',
    message: 'The only sign that {a} is not GenAI is weak.',
    next: `Record what you know: ${declare('camera')} --document FILE`,
  },
  'ORG-004': {
    title: 'Suspected GenAI',
    message: 'A weak sign points to GenAI in {a}; a named person must look.',
    next: `See it with provgate inspect {target}, then answer: ${declare('human')} (or camera, or genai)`,
    oneByOne: true,
  },
  'ORG-005': {
    title: 'GenAI claim overruled',
    message: 'A GenAI claim on {a} was overruled by a documented declaration.',
    next: `Nothing to do. ${show} gives the declaration.`,
  },
  'ORG-006': {
    title: 'Stands where temporary GenAI stood',
    message:
      '{a} replaced a temporary GenAI file and carries no evidence of its own; a named person must look.',
    next: `Say how it was made: ${declare('human')} (or camera, or genai)`,
    oneByOne: true,
  },
  'DEC-001': {
    title: 'GenAI, nothing declared',
    message: '{a} was made with GenAI{tool?}, and nobody has said how it was used.',
    next: `Whoever made it says so: ${USE}`,
  },
  'DEC-002': {
    title: 'Declaration incomplete',
    message: 'The declaration of {a} lacks {missing:fields}.',
    next: 'Add it with provgate declare {target} --again --by NAME, which names the option for each; "unsure" is a valid answer.',
  },
  'DEC-003': {
    title: 'Changed after it was declared',
    message: '{a} changed after it was declared.',
    next: 'Confirm or revise the declaration for this version: provgate declare {target} --again --by NAME',
  },
  'DEC-004': {
    title: 'Principle 4 cannot be yes for a final',
    message: '{a} is meant for the final, so principle 4 (temporary only) cannot be answered yes.',
    next: `Change the answer and ask for approval: ${REQUEST}`,
  },
  'DEC-005': {
    title: 'Consent later than the work',
    message: 'The consent for {a} is dated after the work was done.',
    next: 'Ask legal; a later signature does not clear earlier use.',
  },
  'DEC-006': {
    title: 'Made in the future',
    message: 'The date of making of {a} lies in the future.',
    next: 'Correct it: provgate declare {target} --again --made DATE --by NAME',
  },
  'DEC-007': {
    title: 'Template does not fit',
    message: 'The template {template} does not fit the tool or model of {a}.',
    next: `Make its own declaration: ${USE}`,
  },
  'DAT-001': {
    title: 'Production material given to a tool',
    message: 'Production material or personal data{inputs?} went into {tool} without clearance, for {a}.',
    next: 'Stop using it there and tell your studio contact now. A clearance names the input and the tool.',
  },
  'NTF-001': {
    title: 'Studio contact not told',
    message: 'Nobody has told the studio contact about this use in {a}.',
    next: 'Tell them, then record it: provgate notice {target} --to "STUDIO CONTACT" --at DATE --channel mail',
  },
  'NTF-002': {
    title: 'Studio contact told late',
    message: 'The studio contact was told about {a} only after the use ({told:date}).',
    next: 'Tell them so, and record that too: provgate notice {target} --to "STUDIO CONTACT" --at DATE --channel mail',
  },
  'TRI-001': {
    title: 'Incidental or part of the story?',
    message: 'Nobody has decided whether {a} is incidental or matters to the story.',
    next: 'Record who decided and why: provgate answer {target} --incidental --by NAME --reason TEXT (or --story-relevant)',
  },
  'APR-000': {
    title: 'Approval id not known',
    message: 'Approval id {id} is not known.',
    next: `Check the spelling, or record the approval with its document: ${APPROVE}`,
  },
  'APR-001': {
    title: 'GenAI without approval',
    message: '{a} was made with GenAI{tool?} and has no approval.',
    next: `Ask your studio contact in writing, then record it: ${APPROVE}. Or replace it before the final.`,
  },
  'APR-001+earlier': {
    title: 'GenAI without approval',
    message:
      '{a} was made with GenAI{tool?} and has no approval. Approval {earlier} covers the bytes that stood here before, not these.',
    next: `Ask your studio contact in writing, then record it: ${APPROVE}. Or replace it before the final.`,
  },
  'APR-002': {
    title: 'Approval still open',
    message: 'Approval for {a} was asked for on {asked:date} and is still open.',
    next: `Chase the studio contact and record the answer: ${APPROVE}. Or replace it before the final.`,
  },
  'APR-003': {
    title: 'Approval refused',
    message: 'Approval for {a} was refused{id?}.',
    next: `Replace it, or change it and ask again: ${REQUEST}`,
  },
  'APR-004': {
    title: 'Approval has not begun',
    message: 'Approval {id} for {a} starts on {from:date}.',
    next: 'Wait until then, or ask for an earlier start.',
  },
  'APR-005': {
    title: 'Approval has ended',
    message: 'Approval {id} for {a} ended on {until:date}.',
    next: `Ask for a renewal and record it under its new id: ${APPROVE}`,
  },
  'APR-006': {
    title: 'Approval withdrawn',
    message: 'Approval {id} for {a} was withdrawn on {at:date}.',
    next: `Replace {a}, or record a new approval under a new id: ${APPROVE}`,
  },
  'APR-007': {
    title: 'Approval replaced by a newer one',
    message: 'Approval {id} for {a} was replaced by {newer}.',
    next: `Attach the newer one, or extend it to this file: ${APPROVE}`,
  },
  'APR-008': {
    title: 'Approval does not cover this',
    message: 'Approval {id} does not cover this {what} of {a}: approved {approved}, needed {needed}.',
    next: `Ask for an extension and record it: ${APPROVE}`,
  },
  'APR-009': {
    title: 'Conditions open',
    message: 'Approval {id} for {a} has open conditions: {conditions}.',
    next: 'Meet them, then attach proof: provgate approvals meet {id} --condition N --document FILE',
  },
  'APR-010': {
    title: 'Needs written approval before you go on',
    message: 'This use in {a} needs written approval before you go on, even for temp{because?}.',
    next: `Escalate now: ${REQUEST}`,
  },
  'APR-011': {
    title: 'Approval document missing or altered',
    message: 'The written document of approval {id} for {a} is missing or altered.',
    next: `Bring it back from a backup (provgate registry restore), or record the approval anew: ${APPROVE}`,
  },
  'APR-012': {
    title: 'Approved by too low an authority',
    message: 'Approval {id} for {a} was granted as {approved}; this kind of use needs {needed}.',
    next: `Ask for an approval by {needed} and record it: ${APPROVE}`,
  },
  'APR-013': {
    title: 'Approved by who made it',
    message: 'Approval {id} for {a} was granted or recorded by the person who made or declared it.',
    next: 'Somebody else must record the approval.',
  },
  'APR-014': {
    title: 'Declaration changed after approval',
    message: 'The declaration of {a} changed after approval {id}.',
    next: `Send the new version for approval: ${REQUEST}`,
  },
  'APR-015': {
    title: 'Rules changed since approval',
    message: 'The rules changed since approval {id} for {a}.',
    next: 'Ask whether it still stands, and record the answer under its new id.',
  },
  'APR-015+still': {
    title: 'Approved under older rules',
    message: 'Approval {id} for {a} was granted under an older version of the rules, and still stands.',
    next: 'Nothing to do now. Mention it when you next speak to the studio contact.',
  },
  'EVD-001': {
    title: 'Approved, but proof is missing',
    message: '{a} is approved, but {missing} is missing.',
    next: 'Attach it; approval alone does not replace it: provgate evidence {target} --type TYPE --document FILE --by NAME',
  },
  'HST-001': {
    title: "A real person's voice or likeness without consent",
    message: "{a} uses a real person's voice or likeness without documented consent.",
    next: 'Stop, and speak to legal. A consent dated before the work is recorded with provgate consent.',
  },
  'HST-002': {
    title: 'Trained on material without rights',
    message: 'A model used for {a} was trained on material without rights{sets?}.',
    next: 'Its outputs cannot be used. Replace {a}.',
  },
  'HST-003': {
    title: 'A real person shown saying or doing what they did not',
    message: '{a} shows a real person saying or doing what they did not, as if real.',
    next: 'Remove it, or get consent and legal review.',
  },
  'HST-004': {
    title: 'Talent model used outside its production',
    message: 'A talent model used for {a} is used outside its agreed production or scope.',
    next: 'Stop, and get consent from all parties.',
  },
  'UNI-001': {
    title: 'Union-covered work without agreement',
    message: 'Union-covered work{roles?} is affected by {a} and no agreement is recorded.',
    next: 'Ask labour relations, then attach the agreement: provgate evidence {target} --type EV-UNION-AGREEMENT --document FILE --by NAME',
  },
  'ETH-001': {
    title: 'Could be taken for real',
    message: '{a} could be taken for real.',
    next: `Escalate, and plan a viewer disclosure: ${REQUEST}`,
  },
  'LIN-001': {
    title: 'Contains an unapproved generated element',
    message: '{a} contains the generated element {element} without approval.',
    next: 'Clear the element or the composite, or replace it.',
  },
  'REG-001': {
    title: 'Could not be registered',
    message: '{a} could not be registered{reason?}.',
    next: `Run ${CHECK} again; if it stays, run provgate audit verify.`,
  },
  'INT-001': {
    title: 'Changed during the check',
    message: '{a} changed while it was checked.',
    next: `Let it finish writing, then run ${CHECK}`,
  },
  'FIL-001': {
    title: 'Missing or unreadable',
    message: '{a} could not be read to its end{reason?}.',
    next: `Restore or relink it, then run ${CHECK}`,
  },
  'FIL-001=missing': {
    title: 'Missing or unreadable',
    message: '{a} is not there.',
    next: `Restore or relink it, then run ${CHECK}`,
  },
  'FIL-002': {
    title: 'Incomplete file',
    message: '{a} ends before its own structure says{reason?}.',
    next: `Copy or render it again, then run ${CHECK}`,
  },
  'FIL-003': {
    title: 'Link or special file',
    message: '{a} is a special file; only regular files are opened.',
    next: `Put the file itself in its place or take it out, then run ${CHECK}`,
  },
  'FIL-003=link': {
    title: 'Link or special file',
    message: '{a} is a link; only regular files are opened.',
    next: `Put the file itself in its place or take it out, then run ${CHECK}`,
  },
  'FIL-004': {
    title: 'Folder could not be listed',
    message: 'The folder {a} could not be listed{reason?}.',
    next: `Make it readable for you, then run ${CHECK}`,
  },
  'FIL-005': {
    title: 'Not looked into',
    message: '{a} was not looked into{reason?}.',
    next: `Check it on its own with ${CHECK}, or take it out of this folder.`,
  },
  'TML-001': {
    title: 'Holds media nobody has read',
    message: '{a}{format?} holds or uses other media, and not all of them were read.',
    next: 'Check the media themselves, and keep this file out of the folder you deliver.',
  },
  'TML-002': {
    title: 'Nested timeline not expanded',
    message: '{a} holds a nested timeline that was not expanded.',
    next: 'Export it with its nested parts expanded, then check again.',
  },
  'TML-003': {
    title: 'Nothing to check',
    message: 'There is no file to check in {a}.',
    next: 'Name a file, or a folder that holds files. An empty scope never passes.',
  },
  'GAT-001': {
    title: 'Policy says nothing',
    message: 'The policy {pack} has no rule for {a}.',
    next: 'Choose another policy in provgate.json; provgate policy show lists them.',
  },
  'GAT-001+changed': {
    title: 'Policy not accepted',
    message: 'The policy file {pack} is not the one an admin accepted.',
    next: 'An admin looks at what changed and accepts it: provgate policy accept {pack}',
  },
  'GAT-002': {
    title: 'Record altered',
    message: 'The record of {a} was changed outside provgate.',
    next: 'Run provgate audit verify, then bring the record back: provgate registry restore',
  },
  'GAT-003': {
    title: 'Clock runs behind',
    message: 'The clock says {now:date}, which is before the newest recorded event of {newest:date}.',
    next: 'Set the clock right and check again; approvals cannot be dated with a wrong clock.',
  },
  'GAT-004': {
    title: 'Changed during the export',
    message: '{a} changed between the decision and the end of the export{reason?}.',
    next: 'Nothing was exported. Run the export again.',
  },
  'GAT-005': {
    title: 'Milder settings not accepted yet',
    message:
      'provgate.json was changed so that verdicts become milder{parts?}, and no admin has accepted it.',
    next: 'An admin looks at the change and accepts it: provgate policy accept',
  },
};
