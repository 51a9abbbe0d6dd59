import { z } from 'zod';
import { ProvgateError } from '../domain/errors.ts';
import { explain, explainable } from '../policy/explain.ts';
import { noBody, none } from './request-schemas.ts';
import { json, type Route, route } from './route.ts';

/** `provgate.policies/1`, as far as every pack has it. */
export const policiesSchema = z
  .object({
    schema: z.literal('provgate.policies/1'),
    policies: z.array(
      z.looseObject({
        id: z.string(),
        version: z.string(),
        title: z.string(),
        sha256: z.string(),
        settingsSha256: z.string(),
        chosen: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'Policies' });

const explanationSchema = z
  .object({
    schema: z.literal('provgate.explanation/1'),
    asked: z.string(),
    found: z.array(z.looseObject({ kind: z.enum(['code', 'use', 'rule', 'setting']) })),
  })
  .meta({ id: 'Explanation' });

/** The rules that judge, and what they mean. */
export const policyRoutes: readonly Route[] = [
  route({
    id: 'showPolicy',
    method: 'get',
    path: '/policy',
    summary: 'The packs that judge, whole, with their settings',
    params: none,
    query: none,
    body: noBody,
    replies: { 200: { description: 'The packs', schema: policiesSchema } },
    handle: (_call, { runtime }) =>
      json(200, policiesSchema, {
        schema: 'provgate.policies/1',
        policies: runtime.policies.map(({ pack, settings, sha256, settingsSha256 }) => ({
          ...pack,
          sha256,
          settingsSha256,
          chosen: { ...settings },
        })),
      }),
  }),
  route({
    id: 'explainPolicy',
    method: 'get',
    path: '/policy/{name}',
    summary: 'What a finding code, use case, rule or setting means',
    params: z.strictObject({ name: z.string().min(1).max(200) }),
    query: none,
    body: noBody,
    replies: { 200: { description: 'What is called so', schema: explanationSchema } },
    handle: ({ params: { name } }, { runtime }) => {
      const found = explain(name, runtime.policies);
      if (found.length === 0)
        throw new ProvgateError(
          'not-found',
          'There is no code, use case, rule or setting of that name.',
          `Names are such as ${explainable(runtime.policies).slice(0, 3).join(', ')}; GET /policy shows them all.`,
        );
      return json(200, explanationSchema, {
        schema: 'provgate.explanation/1',
        asked: name,
        found: found.map((each) => ({ ...each })),
      });
    },
  }),
];
