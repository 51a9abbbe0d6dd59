import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FAILURES, ProvgateError } from '../../src/domain/errors.ts';
import { errorSchema } from '../../src/reports/schemas.ts';
import { published, schemaText } from '../helpers/published-schemas.ts';

const DOCS = join(import.meta.dirname, '../../docs/schemas');

describe('the published schemas', () => {
  test.each(Object.entries(published))(
    '%s is what provgate prints (PUBLISH=1 writes it anew)',
    (name, schema) => {
      const path = join(DOCS, name);
      if (process.env['PUBLISH'] === '1') writeFileSync(path, schemaText(schema));
      expect(readFileSync(path, 'utf8')).toBe(schemaText(schema));
    },
  );

  test('name every failure there is', () => {
    const { message, next } = new ProvgateError('usage', 'What?', 'That.');
    for (const [code, { exit }] of Object.entries(FAILURES))
      expect(errorSchema.safeParse({ schema: 'provgate.error/1', code, exit, message, next }).success).toBe(
        true,
      );
  });
});
