import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { z } from 'zod';
import type { Role } from '../../src/domain/registry.ts';
import type { Heard, Show } from './show.ts';

const content = z.record(z.string(), z.object({ schema: z.unknown() }));
const operation = z.object({
  operationId: z.string(),
  parameters: z
    .array(
      z.object({ in: z.string(), name: z.string(), required: z.boolean().optional(), schema: z.unknown() }),
    )
    .default([]),
  requestBody: z.object({ required: z.boolean().optional(), content }).optional(),
  responses: z.record(z.string(), z.object({ content: content.optional() })),
});
const description = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operation)),
});
type Operation = z.output<typeof operation>;

interface Asked {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The published description as a judge of every request and answer that goes through it. */
export interface Described {
  /** Asks as `Show.ask` does; what the description does not allow fails. */
  ask(role: Role | undefined, method: string, path: string, more?: Asked): Promise<Heard>;
  /** Operations that were answered with success at least once. */
  readonly exercised: ReadonlySet<string>;
  /** Every operation of the description. */
  readonly operations: readonly string[];
}

/** Fetches the description of a running production and holds everything that is asked from now on against it. */
export async function described(show: Show): Promise<Described> {
  const { body } = await show.ask('viewer', 'GET', '/openapi.json');
  const document = description.parse(body);
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema({ ...document, $id: 'openapi' });
  const compiled = new Map<string, ValidateFunction>();
  const check = (pointer: readonly string[], value: unknown, what: string): void => {
    const path = pointer
      .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
      .map(encodeURIComponent);
    const ref = `openapi#/${path.join('/')}`;
    const judge = compiled.get(ref) ?? ajv.compile({ $ref: ref });
    compiled.set(ref, judge);
    if (!judge(value)) throw new Error(`${what} is not as described: ${ajv.errorsText(judge.errors)}`);
  };
  const exercised = new Set<string>();
  return {
    exercised,
    operations: Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    ),
    async ask(role, method, path, more = {}) {
      const [address = '', query = ''] = path.split('?');
      const found = match(document.paths, method.toLowerCase(), `/api/v1${address}`);
      const { operationId, requestBody } = found.operation;
      const at = ['paths', found.template, method.toLowerCase()];
      const heard = await show.ask(role, method, path, more);
      const went = heard.status >= 200 && heard.status < 300;
      if (went) {
        checkParameters(found.operation, found.params, query, (index, value, name) =>
          check([...at, 'parameters', String(index), 'schema'], value, `${operationId}: ${name}`),
        );
        if (more.body !== undefined) {
          if (requestBody === undefined) throw new Error(`${operationId} describes no body`);
          const pointer = [...at, 'requestBody', 'content', 'application/json', 'schema'];
          check(pointer, more.body, `the body of ${operationId}`);
        }
      }
      const status = Object.hasOwn(found.operation.responses, heard.status)
        ? String(heard.status)
        : 'default';
      if (went && status === 'default') throw new Error(`${operationId} does not describe ${heard.status}`);
      const type = (heard.headers.get('content-type') ?? '').split(';')[0] ?? '';
      const types = found.operation.responses[status]?.content ?? {};
      const known = Object.keys(types).find((each) => each.split(';')[0] === type);
      if (known !== undefined && /\bjson$/.test(type))
        check(
          [...at, 'responses', status, 'content', known, 'schema'],
          heard.body,
          `the answer of ${operationId}`,
        );
      else if (known === undefined && heard.status !== 204)
        throw new Error(`${operationId} does not describe ${type} for ${heard.status}`);
      if (went) exercised.add(operationId);
      return heard;
    },
  };
}

function match(
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>,
  method: string,
  address: string,
) {
  for (const [template, methods] of Object.entries(paths)) {
    const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const values = new RegExp(`^${template.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(address)?.slice(1);
    const operation = methods[method];
    if (values === undefined || operation === undefined) continue;
    return { template, operation, params: new Map(names.map((name, n) => [name, values[n] ?? ''])) };
  }
  throw new Error(`${method} ${address} is not described`);
}

function checkParameters(
  { parameters, operationId }: Operation,
  params: ReadonlyMap<string, string>,
  query: string,
  check: (index: number, value: unknown, name: string) => void,
): void {
  const given = new URLSearchParams(query);
  for (const name of given.keys())
    if (!parameters.some((each) => each.in === 'query' && each.name === name))
      throw new Error(`${operationId} describes no parameter ${name}`);
  parameters.forEach((parameter, index) => {
    if (parameter.in === 'header') return;
    const text =
      parameter.in === 'path' ? params.get(parameter.name) : (given.get(parameter.name) ?? undefined);
    if (text === undefined) {
      if (parameter.required === true) throw new Error(`${operationId} needs ${parameter.name}`);
      return;
    }
    const plain = decodeURIComponent(text);
    check(index, /^\d+$/.test(plain) && isNumeric(parameter.schema) ? Number(plain) : plain, parameter.name);
  });
}

function isNumeric(schema: unknown): boolean {
  return /"type":"(integer|number)"/.test(JSON.stringify(schema));
}
