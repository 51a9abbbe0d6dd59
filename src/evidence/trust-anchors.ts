import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('./trust/', import.meta.url));
let read: { readonly anchors: string | undefined } | undefined;

/** The certificate authorities shipped with provgate as one PEM text, read once; undefined where there are none. */
export function shippedAnchors(): string | undefined {
  read ??= { anchors: pemsIn(FOLDER) };
  return read.anchors;
}

function pemsIn(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.pem'))
    .sort();
  return files.length === 0
    ? undefined
    : files.map((name) => readFileSync(`${folder}${name}`, 'utf8')).join('\n');
}
