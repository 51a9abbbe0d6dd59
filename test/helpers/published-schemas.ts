import { z } from 'zod';
import { manifestSchema } from '../../src/export/manifest.ts';
import { packSchema } from '../../src/policy/pack-schema.ts';
import { useSchema } from '../../src/records/use/use-schema.ts';
import { rulesSchema } from '../../src/reports/rules-schema.ts';
import {
  approvalsSchema,
  assetSchema,
  assetsSchema,
  checkSchema,
  errorSchema,
  scanSchema,
} from '../../src/reports/schemas.ts';
import { unknownsSchema } from '../../src/reports/unknowns.ts';

/** What is published under `docs/schemas/`, by file name: JSON Schema (2020-12) of everything provgate prints as JSON. */
export const published: Readonly<Record<string, z.ZodType>> = {
  'check.schema.json': checkSchema,
  'asset.schema.json': assetSchema,
  'assets.schema.json': assetsSchema,
  'approvals.schema.json': approvalsSchema,
  'scan.schema.json': scanSchema,
  'rules.schema.json': rulesSchema,
  'use-statement.schema.json': useSchema,
  'unknowns.schema.json': unknownsSchema,
  'error.schema.json': errorSchema,
  'manifest.schema.json': manifestSchema,
  'policy-pack.schema.json': packSchema,
};

/** The text of a published schema. */
export function schemaText(schema: z.ZodType): string {
  // As written by provgate now; members may be added later, so others are admitted.
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`;
}
