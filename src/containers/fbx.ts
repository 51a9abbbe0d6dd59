import { UnreadableMediaError } from '../domain/errors.ts';
import type { ByteSource } from '../domain/media.ts';
import { rangeOf } from '../files/bytes.ts';
import { type Container, type Findings, findings, take } from './container.ts';
import { addAsciiFbx } from './fbx-ascii.ts';
import { u8, u32, u64 } from './numbers.ts';
import { asBuffer, latin1 } from './text.ts';

const MAGIC = 'Kaydara FBX Binary';
const NODES_AT = 27;
const MAX_NODES = 2_000_000;
const MAX_TEXT_BYTES = 1024 * 1024;
const MAX_DEPTH = 16;
/** From this version on, offsets have eight bytes. */
const WIDE_SINCE = 7500;

/** FBX, binary (as the SDK writes it, in nodes that name their end) and as text: its header, its writer, embedded pictures. */
export const fbx: Container = {
  id: 'fbx',
  version: 1,
  formats: ['fbx'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      if (latin1(bytes.read(0, MAGIC.length)) !== MAGIC) addAsciiFbx(found, bytes);
      else readBinary(found, bytes);
    });
    return found.contents();
  },
};

interface Walk {
  readonly found: Findings;
  readonly source: ByteSource;
  readonly isWide: boolean;
  nodes: number;
}

interface FbxNode {
  readonly name: string;
  readonly end: number;
  readonly propertiesAt: number;
  readonly propertyCount: number;
  readonly childrenAt: number;
}

function readBinary(found: Findings, source: ByteSource): void {
  const version = u32(take(source, 23, 4, 'fbx'), 0, 'little');
  found.field('fbx.version', String(version));
  walkNodes({ found, source, isWide: version >= WIDE_SINCE, nodes: 0 }, NODES_AT, undefined, []);
}

/** Nodes one after the other; an empty one ends them, and where there is none the file is cut. */
function walkNodes(walk: Walk, from: number, end: number | undefined, path: readonly string[]): void {
  if (path.length > MAX_DEPTH)
    throw new UnreadableMediaError('limit', 'fbx', 'its nodes are nested too deep');
  for (let at = from; end === undefined || at < end; ) {
    walk.nodes += 1;
    if (walk.nodes > MAX_NODES) throw new UnreadableMediaError('limit', 'fbx', 'it has too many nodes');
    const node = nodeAt(walk, at);
    if (node === undefined) return;
    const here = [...path, node.name];
    walk.found.attempt(() => readNode(walk, node, here));
    at = node.end;
  }
}

function nodeAt({ source, isWide }: Walk, at: number): FbxNode | undefined {
  const width = isWide ? 8 : 4;
  const head = take(source, at, 3 * width + 1, 'fbx');
  const [end = 0, propertyCount = 0, propertyBytes = 0] = [0, 1, 2].map((index) =>
    isWide ? u64(head, index * 8, 'little') : u32(head, index * 4, 'little'),
  );
  if (end === 0) return undefined;
  const nameBytes = u8(head, 3 * width);
  const propertiesAt = at + head.length + nameBytes;
  if (end > source.sizeBytes) throw new UnreadableMediaError('cut', 'fbx', 'a node runs past the end');
  if (propertiesAt + propertyBytes > end)
    throw new UnreadableMediaError('damaged', 'fbx', `no node at byte ${at}`);
  const name = latin1(take(source, at + head.length, nameBytes, 'fbx'));
  return { name, end, propertiesAt, propertyCount, childrenAt: propertiesAt + propertyBytes };
}

/** Sections that are looked into; geometry and animation are passed over by their length. */
const ENTERED = /^(?:FBXHeaderExtension(?:\/.*)?|Objects|Objects\/Video)$/;

function readNode(walk: Walk, node: FbxNode, path: readonly string[]): void {
  const { found } = walk;
  const where = path.join('/');
  if (where === 'Objects/Video/Content') addPicture(walk, node);
  else if (where === 'Creator' || where.startsWith('FBXHeaderExtension/')) {
    const texts = textsOf(walk, node);
    // A property is written as name, type, label, flags, value.
    if (node.name === 'P') found.field(`fbx.property.${texts[0] ?? ''}`, texts[4] ?? '');
    else found.field(`fbx.${node.name}`, texts[0] ?? '');
  }
  if (ENTERED.test(where) && node.childrenAt < node.end) walkNodes(walk, node.childrenAt, node.end, path);
}

const SIZES: Readonly<Record<string, number>> = { Y: 2, C: 1, I: 4, F: 4, D: 8, L: 8 };

/** Values that are text; numbers keep their place as empty texts. */
function textsOf({ source }: Walk, node: FbxNode): readonly string[] {
  const texts: string[] = [];
  let at = node.propertiesAt;
  for (let index = 0; index < Math.min(node.propertyCount, 16) && at < node.childrenAt; index++) {
    const type = latin1(take(source, at, 1, 'fbx'));
    const size = SIZES[type];
    if (size !== undefined) {
      texts.push('');
      at += 1 + size;
    } else if (type === 'S') {
      const length = u32(take(source, at + 1, 4, 'fbx'), 0, 'little');
      if (length > MAX_TEXT_BYTES) throw new UnreadableMediaError('limit', 'fbx', 'a text is too long');
      // Name and class are parted by NUL and 01.
      texts.push(
        asBuffer(take(source, at + 5, length, 'fbx'))
          .toString('utf8')
          .split(/\p{Cc}+/u)
          .join(' ')
          .trim(),
      );
      at += 5 + length;
    } else return texts;
  }
  return texts;
}

/** The bytes of an embedded picture or clip. */
function addPicture({ found, source }: Walk, node: FbxNode): void {
  if (node.propertyCount === 0 || latin1(take(source, node.propertiesAt, 1, 'fbx')) !== 'R') return;
  const length = u32(take(source, node.propertiesAt + 1, 4, 'fbx'), 0, 'little');
  if (length > 0) found.member('fbx.picture', rangeOf(source, node.propertiesAt + 5, length), 'part');
}
