import { UnreadableMediaError } from '../domain/errors.ts';
import { bufferBytes } from '../files/bytes.ts';
import { type Container, type Findings, findings, LIMITS } from './container.ts';
import { decodeText } from './text.ts';
import { addTextManifest } from './text-manifest.ts';
import { decodeEntities } from './xml.ts';

const MAX_TAGS = 500_000;
const MAX_TAG_CHARS = 96 * 1024 * 1024;

/**
 * HTML (WHATWG): who made the page (`meta` generator), a manifest store in a script or named by a link (C2PA 2.4 §A.8), and
 * pictures written into it. Its prose is not looked at: a page that talks of a generator is none of its works.
 */
export const html: Container = {
  id: 'html',
  version: 1,
  formats: ['html'],
  read(bytes) {
    const found = findings();
    found.attempt(() => {
      if (bytes.sizeBytes > LIMITS.textChars)
        throw new UnreadableMediaError('limit', 'html', `it is longer than ${LIMITS.textChars} bytes`);
      const text = decodeText(bytes.read(0, bytes.sizeBytes));
      found.attempt(() => readTags(found, text));
      addTextManifest(found, text);
    });
    return found.contents();
  },
};

/** Tags in order; comments, and what scripts and styles hold, are passed over. */
function readTags(found: Findings, text: string): void {
  let tags = 0;
  for (let at = text.indexOf('<'); at !== -1; ) {
    tags += 1;
    if (tags > MAX_TAGS) throw new UnreadableMediaError('limit', 'html', 'it has too many tags');
    const isComment = text.startsWith('<!--', at);
    const end = text.indexOf(isComment ? '-->' : '>', at + 1);
    if (end === -1) return;
    const tag = text.slice(at, Math.min(end + 1, at + MAX_TAG_CHARS));
    const name = isComment ? '' : (/^<([a-z]{1,16})[\s/>]/i.exec(tag.slice(0, 20))?.[1] ?? '').toLowerCase();
    const next = name === 'script' || name === 'style' ? closeOf(text, name, end) : end + 1;
    if (name === 'meta') addMeta(found, tag);
    else if (name === 'link' && attribute(tag, 'rel').toLowerCase() === 'c2pa-manifest') addLink(found, tag);
    else if (name === 'script' && attribute(tag, 'type').toLowerCase() === 'application/c2pa')
      found.manifest('html.manifest', Buffer.from(text.slice(end + 1, next).trim(), 'base64'));
    else if (name === 'img') addPicture(found, attribute(tag, 'src'));
    at = text.indexOf('<', next);
  }
}

function closeOf(text: string, name: string, from: number): number {
  const close = text.indexOf(`</${name}`, from);
  return close === -1 ? text.length : close;
}

function addMeta(found: Findings, tag: string): void {
  const name = attribute(tag, 'name').toLowerCase();
  if (name === 'generator' || name === 'progid')
    found.field('html.meta.generator', attribute(tag, 'content').trim());
}

/** A manifest elsewhere; only a link within the page itself is followed. */
function addLink(found: Findings, tag: string): void {
  const link = attribute(tag, 'href').trim();
  const encoded = /^data:application\/[\w.+-]{1,64};base64,/.exec(link.slice(0, 120))?.[0];
  if (encoded === undefined) found.field('html.link.c2pa-manifest', link);
  else found.manifest('html.manifest', Buffer.from(link.slice(encoded.length), 'base64'));
}

function addPicture(found: Findings, link: string): void {
  const opening = /^data:image\/[\w.+-]{1,32};base64,/.exec(link.slice(0, 80))?.[0];
  if (opening !== undefined)
    found.member('html.image', () => bufferBytes(Buffer.from(link.slice(opening.length), 'base64')), 'part');
}

/** The value of an attribute, quoted or not; empty where there is none. */
function attribute(tag: string, name: string): string {
  const at = new RegExp(`[\\s"'/]${name}\\s{0,8}=\\s{0,8}`, 'i').exec(tag);
  if (at === null) return '';
  const from = at.index + at[0].length;
  const quote = tag[from];
  if (quote === '"' || quote === "'") {
    const end = tag.indexOf(quote, from + 1);
    return decodeEntities(tag.slice(from + 1, end === -1 ? undefined : end));
  }
  return decodeEntities(/^[^\s>]{0,4096}/.exec(tag.slice(from))?.[0] ?? '');
}
