/** What each field of a use asks; reads as the end of "It lacks …". */
const WORDS: Readonly<Record<string, string>> = {
  useCases: 'what it is for, such as ideation, temp-media, background',
  company: 'the accountable company',
  tool: 'the tool it was made with',
  model: 'the model, or not_disclosed_by_vendor',
  enterpriseSecured: 'whether the tool is enterprise-secured',
  enterpriseReason: 'why it could not be secured',
  storesIo: 'whether the vendor stores inputs or outputs',
  reusesIo: 'whether the vendor reuses them',
  trainsOnIo: 'whether the vendor trains on them',
  inputs: 'what was put into the tool',
  talent: 'the performers it touches',
  talentUnsure: 'the performers it touches',
  intendedUse: 'what it is meant for',
  feature: 'the assistive feature that was used',
  generatedFrom: 'when it was made',
  generatedUntil: 'when it was made',
  made: 'when it was made',
  operator: 'who ran the tool',
  vendorChain: 'the vendors, prime first',
  phase: 'the phase of the production',
  termsTier: 'the plan or licence of the tool',
  trainingSets: 'what a model was trained or tuned on',
  prompts: 'what was typed (kept as a hash)',
  references: 'works, people and brands it points to',
  purpose: 'its purpose',
  modality: 'what kind of media it is',
  keyCharacter: 'the key creative elements it makes',
  keyVisual: 'the key creative elements it makes',
  centralSetting: 'the key creative elements it makes',
  story: 'the key creative elements it makes',
  misleading: 'whether it could be taken for real',
  unionImpact: 'union-covered work it affects',
  commercialUse: 'whether the terms allow commercial use',
  indemnity: 'whether the vendor indemnifies',
  placement: 'the shots it appears in',
  prominence: 'how visible it is',
  humanContribution: 'how much people made of it',
  humanStatement: 'what people made of it',
  principles: 'the five principles, where all hold',
  episode: 'the episode',
  role: 'the role of who declares',
  operatorUnion: "the operator's union",
  parameters: 'seed and settings',
  termsEffectiveAt: 'the date of the terms',
  termsSnapshotSha256: 'the digest of a dated copy of the terms',
};

/** A field of a use as people read it, such as `tool`, `step 2: inputs` or `principle P3`; its own name where there are no words. */
export function fieldWords(name: string): string {
  const step = /^step (\d+): (.+)$/.exec(name);
  if (step !== null) return `${fieldWords(step[2] ?? '')} (step ${step[1]})`;
  if (name === 'talent axes') return 'what of the performance is altered';
  if (name.startsWith('principle ')) return `the answer to ${name}`;
  return WORDS[name] ?? name;
}

/** Several fields, as a finding lists them, in words. */
export function fieldListWords(names: string): string {
  return [...new Set(names.split(', ').map(fieldWords))].join('; ');
}
