import { z } from 'zod';

/** No parameters of this sort. */
export const none = z.strictObject({});

/** No body. */
export const noBody = z.undefined();

/** An empty JSON object, or nothing. */
export const emptyBody = z.strictObject({}).optional();

/** `id` in the path. */
export const idParams = z.strictObject({ id: z.string().min(1).max(500) });

/** Text a person writes: not empty, no control characters. */
export const words = (max: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    // Line breaks may stay; other control characters hide things from whoever reads the record.
    .regex(/^(?:\P{Cc}|[\t\r\n])*$/u, 'no control characters');

/** Paths relative to the media root. */
export const paths = z
  .array(z.string().min(1).max(4096))
  .min(1)
  .max(1000)
  .describe('Files and folders, relative to the media root, with "/"; "." is the media root');

/** `limit` and `cursor` of a paged listing. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().max(8192).optional().describe('`next` of the page before'),
};

/** Largest document, bytes. */
export const DOCUMENT_BYTES = 25 * 1024 * 1024;

/** Largest body that can carry a document in base64, bytes. */
export const DOCUMENT_BODY_BYTES = Math.ceil(DOCUMENT_BYTES / 3) * 4 + 1024 * 1024;

/** A document, as bytes: nothing on the server's disk can be named. */
export const document = z
  .strictObject({
    name: words(200).refine((name) => !/[/\\]/.test(name), 'a file name, not a path'),
    contentBase64: z.base64().min(1),
  })
  .transform(({ name, contentBase64 }) => ({ name, bytes: Buffer.from(contentBase64, 'base64') }))
  .refine(({ bytes }) => bytes.length <= DOCUMENT_BYTES, 'larger than 25 MiB');
