import type { Selectable } from 'kysely';
import type { Sha256 } from '../domain/asset.ts';
import { ProvgateError } from '../domain/errors.ts';
import type { Ids } from '../domain/ports.ts';
import type { TokenRecord, TokenRecords } from '../domain/registry.ts';
import { digestOf } from './digest.ts';
import { foreignText } from './foreign-text.ts';
import { personId } from './people.ts';
import type { Store } from './store.ts';
import type { TokensTable, Tx } from './tables.ts';

const NAME_CHARS = 200;
const COLUMNS = ['id', 'name', 'role', 'person_id', 'created_at', 'revoked_at'] as const;

/** Bearer tokens; of the secret only its SHA-256 is ever here. */
export function openTokens(store: Store, ids: Ids): TokenRecords {
  return {
    create: ({ name, role, secretSha256 }, actor, at) =>
      store.write(async (tx, log) => {
        const token: TokenRecord = {
          id: ids.next(),
          name: foreignText(name, NAME_CHARS),
          role,
          personId: await personId(tx, ids, name),
          createdAt: at,
          revokedAt: undefined,
        };
        const row = {
          id: token.id,
          name: token.name,
          role,
          person_id: token.personId,
          secret_sha256: secretSha256,
          created_at: at,
          revoked_at: null,
        };
        await tx.db
          .insertInto('tokens')
          .values({ production_id: tx.production, ...row })
          .execute();
        const fields = { token: token.id, role, person: token.personId, tokenRow: tokenDigest(row) };
        await log.append('token-created', fields, actor, at);
        return token;
      }),
    bySecret: (secretSha256) =>
      store.read(async (tx) => {
        const row = await tokens(tx).where('secret_sha256', '=', secretSha256).executeTakeFirst();
        return row === undefined ? undefined : toToken(row);
      }),
    list: () => store.read(async (tx) => (await tokens(tx).orderBy('created_at').execute()).map(toToken)),
    revoke: (id, actor, at) =>
      store.write(async (tx, log) => {
        const { numUpdatedRows } = await tx.db
          .updateTable('tokens')
          .set({ revoked_at: at })
          .where('production_id', '=', tx.production)
          .where('id', '=', id)
          .where('revoked_at', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows > 0n) await log.append('token-revoked', { token: id }, actor, at);
        else if ((await tokens(tx).where('id', '=', id).executeTakeFirst()) === undefined)
          throw unknownToken(id);
      }),
  };
}

function tokens(tx: Tx) {
  return tx.db.selectFrom('tokens').select(COLUMNS).where('production_id', '=', tx.production);
}

/** Digest of who may do what with which secret. Its name is the person's, which may be erased; its end is an event of its own. */
export function tokenDigest(
  row: Pick<Selectable<TokensTable>, 'id' | 'role' | 'person_id' | 'secret_sha256' | 'created_at'>,
): Sha256 {
  const { id, role, person_id, secret_sha256, created_at } = row;
  return digestOf({ id, role, person: person_id, secret: secret_sha256, createdAt: created_at });
}

function toToken(row: Pick<Selectable<TokensTable>, (typeof COLUMNS)[number]>): TokenRecord {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    personId: row.person_id,
    createdAt: row.created_at,
    revokedAt: row.revoked_at ?? undefined,
  };
}

function unknownToken(id: string): ProvgateError {
  return new ProvgateError(
    'not-found',
    `There is no token ${id}.`,
    'List the tokens with `provgate token list`.',
  );
}
