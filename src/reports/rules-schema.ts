import { z } from 'zod';
import { STRENGTHS } from '../domain/evidence.ts';

/** Something that shows what a rule is about, or what it is not. */
const exampleSchema = z.object({
  kind: z.enum([
    'fields',
    'credential',
    'credential-bytes',
    'problem',
    'pixels',
    'path',
    'folder-rule',
    'words',
  ]),
});

/** `provgate.rules/1`: every claim evidence can make, each with its source and both its examples. */
export const rulesSchema = z.object({
  schema: z.literal('provgate.rules/1'),
  engine: z.int(),
  rules: z.array(
    z.object({
      id: z.string(),
      reader: z.string(),
      readerVersion: z.int(),
      about: z.string(),
      source: z.string(),
      strength: z.enum(STRENGTHS).nullable(),
      points: z
        .object({
          origin: z.enum(['camera', 'human', 'genai', 'unknown']),
          involvement: z.enum(['full', 'partial', 'derived', 'assistive', 'none', 'undetermined']),
        })
        .nullable(),
      tool: z.string().nullable(),
      carriers: z.array(z.string()),
      match: exampleSchema,
      nearMiss: exampleSchema,
    }),
  ),
});
export type RulesJson = z.infer<typeof rulesSchema>;
