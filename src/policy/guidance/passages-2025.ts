import type { Passage } from '../../domain/policy.ts';

/** Passages of the streamer's guidance of 2025, restated, that no principle, case or matrix row holds. */
export const passages2025: readonly Passage[] = [
  {
    id: 'G-1',
    text: 'The guidance covers tools that generate new media (video, sound, text and image) and binds filmmakers, production partners and vendors.',
  },
  {
    id: 'G-3',
    text: 'Partners tell their studio contact about any intended use of GenAI, low-risk use included.',
  },
  {
    id: 'G-5',
    text: 'Written approval comes first where the output is part of final deliverables, or talent likeness, personal data or third-party intellectual property is touched.',
  },
  { id: 'G-6', text: 'The cases that always need approval are examples, not a closed list.' },
  { id: 'K-3', text: 'Sensitive information is escalated even where the tool is secure.' },
  {
    id: 'F-1',
    text: 'Anything made with GenAI that is in the final cut, even in the background, can raise legal, copyright or audience-trust questions; nothing is too small.',
  },
  { id: 'F-2', text: 'Generated elements are flagged early, above all those that will be seen or heard.' },
  {
    id: 'F-3',
    text: 'For generated visual, audio or text elements the studio is asked early; rights may have to be cleared before final use.',
  },
  {
    id: 'F-4',
    text: 'Props and set pieces seen briefly in the background and never referred to may count as incidental.',
  },
  { id: 'F-5', text: 'Prominent elements, read aloud or part of the story, need greater care.' },
  {
    id: 'F-6',
    text: 'For prominent elements the final version shows meaningful human input and passes legal review.',
  },
  {
    id: 'T-1',
    text: 'A digital replica is generated output recognisable as an identifiable performer in what they did not perform; it needs consent.',
  },
  {
    id: 'T-3',
    text: 'Alterations customary in the industry (noise, timing, continuity, clarity and the like) need no consent; what adds new content is GenAI.',
  },
  {
    id: 'T-4',
    text: 'Models trained for talent manipulation are used only for this production and within the agreed work.',
  },
  {
    id: 'T-5',
    text: 'Such a model makes no performance in another production, pitch or concept without consent of everyone involved.',
  },
  {
    id: 'V-1',
    text: 'A pipeline of several tools meets the standards of data protection, consent and content integrity at each step.',
  },
];
