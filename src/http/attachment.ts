import type { Reply } from './route.ts';

/** A stored document to be saved, never shown: whatever it holds, no page of ours opens it (threats 27). */
export function attachment(name: string, bytes: Uint8Array): Reply {
  const file = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  const headers = { 'content-disposition': `attachment; filename*=UTF-8''${file}` };
  return { kind: 'bytes', type: 'application/octet-stream', bytes, headers };
}
