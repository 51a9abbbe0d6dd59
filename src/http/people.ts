import { z } from 'zod';
import { actingAs } from './acting-as.ts';
import { none, words } from './request-schemas.ts';
import { json, type Route, route } from './route.ts';

const eraseBody = z
  .strictObject({ person: words(200).describe('The name as reports show it, or the id of the person') })
  .meta({ id: 'ErasureRequest' });
const erasedSchema = z
  .object({ schema: z.literal('provgate.erasure/1'), person: z.string().describe('The id, which stays') })
  .meta({ id: 'Erasure' });

export const peopleRoutes: readonly Route[] = [
  route({
    id: 'erasePerson',
    method: 'post',
    path: '/people/erase',
    summary: 'Take a name out of the record for ever; records and log keep the id',
    params: none,
    query: none,
    body: eraseBody,
    // The request holds the very name that is to go.
    keyless: true,
    replies: { 200: { description: 'Erased', schema: erasedSchema } },
    handle: async ({ body, account }, context) => {
      const { registry, actor, clock } = actingAs(context.runtime, account);
      const person = await registry.people.erase(body.person, actor, clock.now());
      return json(200, erasedSchema, { schema: 'provgate.erasure/1', person });
    },
  }),
];
