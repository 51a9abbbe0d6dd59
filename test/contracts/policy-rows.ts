/** One sentence of the guidance as it was published, what it asks of provgate, and why it may not be covered yet. */
export interface PolicyRow {
  readonly id: string;
  readonly asks: string;
  /** What it waits for, where no test can show it yet. */
  readonly waitsFor?: string;
}

/** Every sentence of the two articles the full pack was written from, in their order. */
export const policyRows: readonly PolicyRow[] = [
  {
    id: 'S0-01',
    asks: 'The rules ship as a named, versioned, replaceable pack with source and capture date.',
  },
  { id: 'S0-02', asks: 'Every always-escalate case and every code carries one of four areas.' },
  { id: 'S0-03', asks: 'A verdict says why something may leave, not only why it may not.' },
  { id: 'S0-04', asks: 'Ideation is a use case of its own and the cheapest to declare.' },
  { id: 'S0-05', asks: 'Whoever declares is never treated worse than whoever keeps silent.' },
  { id: 'S0-06', asks: 'Mood boards, references and mock-ups pass for temp and stay TEMPORARY.' },
  { id: 'S0-07', asks: 'The studio contact is told, and before the use.' },
  { id: 'S0-08', asks: 'What no low-risk row names escalates.' },
  { id: 'S0-09', asks: 'The four areas again.' },
  { id: 'S0-10', asks: 'References are answered; "none" is an answer, silence is not.' },
  { id: 'S0-11', asks: 'Whether the tool is enterprise-secured, with a reason where it is not.' },
  { id: 'S0-12', asks: 'No replica without consent, in a final or for temp.' },
  { id: 'S0-13', asks: 'GenAI stays out of finals unless approved.' },
  { id: 'S0-14', asks: 'Inputs are listed by class, each with a clearance.' },
  { id: 'S0-15', asks: 'A clearance names the input and the tool.' },
  { id: 'S0-16', asks: 'Training sets are recorded with their rights.' },
  { id: 'S0-17', asks: 'Key characters, key visuals and central settings each escalate.' },
  { id: 'S0-18', asks: 'Prompts that name protected works or people raise a question.' },
  { id: 'S0-19', asks: 'Talent is answered yes, no or unsure.' },
  { id: 'S0-20', asks: 'Consent and guild compliance are two proofs.' },
  { id: 'S0-21', asks: 'Delivery, tone, intent and dialogue count whatever the size.' },
  { id: 'S0-22', asks: 'Whether it could be taken for real.' },
  { id: 'S0-23', asks: 'Union roles and their agreements are named.' },
  { id: 'S0-24', asks: 'The six rows of the use case matrix are data.' },
  { id: 'S0-25', asks: 'Every step of a custom workflow meets the same standard.' },
  { id: 'S0-26', asks: 'Every code cites its rule and source.' },
  { id: 'S0-27', asks: 'Words are keyed; another language falls back to English.' },
  { id: 'S1-01', asks: 'Approvals are bound to one title.' },
  { id: 'S1-02', asks: 'The way to an approved final is whole, not only the block.' },
  { id: 'S1-03', asks: 'A generated shot for the final says where it appears.' },
  { id: 'S1-04', asks: 'One template declares many files; a second check reads nothing again.' },
  {
    id: 'S1-05',
    asks: 'A report lists affected union roles, "none declared" where there are none.',
    waitsFor: 'the disclosure report',
  },
  { id: 'S1-06', asks: 'A declaration names an accountable company and person.' },
  { id: 'S1-07', asks: 'A verdict says what is allowed and why.' },
  { id: 'S1-08', asks: 'No record, no pack, an unreadable file or an error never passes.' },
  { id: 'S1-09', asks: 'There are exactly five principles.' },
  { id: 'S1-10', asks: 'The first: no copying.' },
  { id: 'S1-11', asks: 'The second: nothing stored, reused or trained on, three questions.' },
  { id: 'S1-12', asks: 'The third: secured tools.' },
  { id: 'S1-13', asks: 'The fourth cannot be yes for a final.' },
  { id: 'S1-14', asks: 'The fifth: consent of talent and unions.' },
  { id: 'S1-15', asks: 'One "no" escalates.' },
  { id: 'S1-16', asks: '"Unsure" counts as "no".' },
  { id: 'S1-17', asks: 'Every verdict but a pass says what to do next.' },
  { id: 'S1-18', asks: 'Vendors are checked like everybody else.' },
  { id: 'S1-19', asks: 'Who said what and when stays readable, and tampering is found.' },
  {
    id: 'S1-20',
    asks: 'Totals of approved GenAI by shots, seconds and share of running time.',
    waitsFor: 'timelines and the disclosure report',
  },
];
