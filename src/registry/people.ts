import { sql } from 'kysely';
import { ProvgateError } from '../domain/errors.ts';
import { ERASED_NAME, type PersonId } from '../domain/person.ts';
import type { Ids } from '../domain/ports.ts';
import type { PersonRecords } from '../domain/registry.ts';
import { chunks, LIST_VALUES } from './chunks.ts';
import { foreignText } from './foreign-text.ts';
import type { Store } from './store.ts';
import type { Tx } from './tables.ts';

const NAME_CHARS = 200;

/** Names of people, in the one place where a name can be erased. */
export function openPeople(store: Store, ids: Ids): PersonRecords {
  return {
    async idOf(name) {
      // Asked at every start; most names are known, and a reader holds up nobody.
      const known = await store.read((tx) => personKnown(tx, cleanName(name)));
      return known ?? store.write((tx) => personId(tx, ids, name));
    },
    names: (wanted) =>
      store.read(async (tx) => {
        const names = new Map<PersonId, string>();
        for (const some of chunks(wanted, LIST_VALUES)) {
          const rows = await tx.db
            .selectFrom('people')
            .select(['person_id', 'name'])
            .where('production_id', '=', tx.production)
            .where('person_id', 'in', some)
            .execute();
          for (const { person_id, name } of rows) names.set(person_id, name ?? ERASED_NAME);
        }
        return names;
      }),
    erase: (nameOrId, actor, at) =>
      store.write(async (tx, log) => {
        const person = await personNamed(tx, nameOrId);
        await sql`PRAGMA secure_delete = ON`.execute(tx.db);
        await tx.db
          .updateTable('people')
          .set({ name: null })
          .where('production_id', '=', tx.production)
          .where('person_id', '=', person)
          .execute();
        await tx.db
          .updateTable('tokens')
          .set({ name: ERASED_NAME })
          .where('production_id', '=', tx.production)
          .where('person_id', '=', person)
          .execute();
        await log.append('person-erased', { person }, actor, at);
        return person;
      }),
  };
}

/** The id of a person by name, or by id where the name has not been erased already. Throws `not-found`. */
async function personNamed(tx: Tx, text: string): Promise<PersonId> {
  const name = cleanName(text);
  const row = await tx.db
    .selectFrom('people')
    .select('person_id')
    .where('production_id', '=', tx.production)
    .where('name', 'is not', null)
    .where((where) => where.or([where('name', '=', name), where('person_id', '=', newPersonId(name))]))
    .executeTakeFirst();
  if (row !== undefined) return row.person_id;
  throw new ProvgateError(
    'not-found',
    `Nobody called ${name} is in the record.`,
    'Write the name exactly as reports show it.',
  );
}

/** The id of a name, made when new. Throws `usage` for an empty name. */
export async function personId(tx: Tx, ids: Ids, text: string): Promise<PersonId> {
  const name = cleanName(text);
  const known = await personKnown(tx, name);
  if (known !== undefined) return known;
  const person_id = newPersonId(ids.next());
  await tx.db.insertInto('people').values({ production_id: tx.production, person_id, name }).execute();
  return person_id;
}

async function personKnown(tx: Tx, name: string): Promise<PersonId | undefined> {
  const row = await tx.db
    .selectFrom('people')
    .select('person_id')
    .where('production_id', '=', tx.production)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.person_id;
}

function cleanName(text: string): string {
  const name = foreignText(text, NAME_CHARS).normalize('NFC').trim();
  if (name !== '') return name;
  throw new ProvgateError('usage', 'A name is missing.', 'Say who it was, as a name or an address.');
}

function newPersonId(id: string): PersonId {
  return id as PersonId;
}
