import { z } from 'zod';
import { escapeMarkup } from '../reports/escape.ts';
import { type Page, page } from './page.ts';

/** As much of an OpenAPI document as the page shows. */
const content = z.record(z.string(), z.looseObject({ schema: z.unknown().optional() }));
const operation = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  description: z.string(),
  parameters: z
    .array(
      z.looseObject({
        in: z.string(),
        name: z.string(),
        required: z.boolean().optional(),
        schema: z.looseObject({}),
      }),
    )
    .default([]),
  requestBody: z.looseObject({ content }).optional(),
  responses: z.record(z.string(), z.looseObject({ description: z.string(), content: content.optional() })),
});
const described = z.looseObject({
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});
type Operation = z.infer<typeof operation>;

/** The OpenAPI document as one page that loads nothing and runs nothing. */
export function docsPage(document: unknown): Page {
  const { info, paths, components } = described.parse(document);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ path, method, one })),
  );
  const list = operations.map(
    ({ path, method, one }) =>
      `<li><a href="#${one.operationId}"><code>${method.toUpperCase()} ${escapeMarkup(path)}</code></a> ${escapeMarkup(one.summary)}</li>`,
  );
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) =>
      `<details id="schema-${escapeMarkup(name)}"><summary>${escapeMarkup(name)}</summary>${pre(schema)}</details>`,
  );
  return page(
    `${info.title} API`,
    `<h1>${escapeMarkup(info.title)} API ${escapeMarkup(info.version)}</h1>
<p>Machine-readable: <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>. Errors are problem details (RFC 9457).</p>
<ul>${list.join('')}</ul>
${operations.map(({ path, method, one }) => section(path, method, one)).join('')}
<h2>Schemas</h2>${schemas.join('')}`,
  );
}

function section(path: string, method: string, one: Operation): string {
  const body = one.requestBody?.content['application/json']?.schema;
  const replies = Object.entries(one.responses).map(
    ([status, reply]) =>
      `<tr><td>${status}</td><td>${escapeMarkup(reply.description)}</td><td>${shapes(reply.content)}</td></tr>`,
  );
  return `<h2 id="${one.operationId}"><code>${method.toUpperCase()} ${escapeMarkup(path)}</code></h2>
<p>${escapeMarkup(one.summary)}. ${escapeMarkup(one.description)}</p>
${parameters(one)}${body === undefined ? '' : `<p>Body:</p>${pre(body)}`}
<table><thead><tr><th scope="col">Status</th><th scope="col">Meaning</th><th scope="col">Content</th></tr></thead><tbody>${replies.join('')}</tbody></table>`;
}

function parameters(one: Operation): string {
  if (one.parameters.length === 0) return '';
  const rows = one.parameters.map(
    (parameter) =>
      `<tr><td><code>${escapeMarkup(parameter.name)}</code></td><td>${parameter.in}</td><td><code>${escapeMarkup(JSON.stringify(parameter.schema))}</code></td></tr>`,
  );
  return `<table><thead><tr><th scope="col">Parameter</th><th scope="col">In</th><th scope="col">Form</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** Media types of a reply, with a link to the schema where it has a name. */
function shapes(types: z.infer<typeof content> | undefined): string {
  return Object.entries(types ?? {})
    .map(([type, { schema }]) => {
      const name = /"#\/components\/schemas\/(\w+)"/.exec(JSON.stringify(schema))?.[1];
      return `${escapeMarkup(type)}${name === undefined ? '' : ` <a href="#schema-${name}">${name}</a>`}`;
    })
    .join(', ');
}

function pre(value: unknown): string {
  return `<pre>${escapeMarkup(JSON.stringify(value, null, 2))}</pre>`;
}
