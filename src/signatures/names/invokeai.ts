import type { NameRule } from '../rule.ts';

/** InvokeAI names by UUID inside its own outputs folder. */
export const names: readonly NameRule[] = [
  {
    id: 'name.invokeai',
    tool: 'InvokeAI',
    about: 'a picture in InvokeAI’s own outputs folder',
    source: 'https://github.com/invoke-ai/InvokeAI',
    name: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.png$/i,
    path: /(?:^|\/)outputs\/images\/[^/]+$/i,
    matches: ['invokeai/outputs/images/4800156b-8880-4786-9056-7ca3da449d8c.png'],
    ignores: ['plates/4800156b-8880-4786-9056-7ca3da449d8c.png'],
  },
];
