import type { Sha256 } from './asset.ts';
import type { Classification } from './classification.ts';
import type { MediaType } from './media.ts';

/** A file inside a file: an entry of an archive, a picture in a document, a texture, a cover. */
export interface Member
  extends MediaType,
    Pick<Classification, 'origin' | 'involvement' | 'suspected' | 'tool'> {
  /** Its name as found, with the names of the files around it in front; hidden characters are written out. Never a path. */
  readonly path: string;
  /** Of its unpacked bytes. */
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  /** It holds or uses media itself, and not all of them were read. */
  readonly unread: boolean;
}
