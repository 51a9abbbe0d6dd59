import type { Sha256 } from '../domain/asset.ts';
import type { Actor } from '../domain/person.ts';
import type { Role } from '../domain/registry.ts';

/** Who asks: the account of a token, by header or by the page's session. */
export interface Account extends Actor {
  readonly name: string;
  readonly role: Role;
  /** Id of the token, by which keys and refusals are counted. */
  readonly tokenId: string;
  /** Hash of the token's secret, by which it is looked up again. */
  readonly secretSha256: Sha256;
}
