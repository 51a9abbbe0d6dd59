import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { Account } from './account.ts';
import type { HttpContext } from './context.ts';
import type { OperationId } from './roles.ts';

export type Method = 'get' | 'post' | 'delete';

/** One validated request. */
export interface Call<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly account: Account;
  readonly request: IncomingMessage;
}

/** What an operation answers. `pieces` are one text, JSON unless it says otherwise; a `text` is sent as it is; a `stream` writes for itself until either side closes. */
export type Reply =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown; readonly headers?: Headers }
  | {
      readonly kind: 'pieces';
      readonly pieces: Iterable<string>;
      readonly type?: string;
      readonly headers?: Headers;
    }
  | { readonly kind: 'bytes'; readonly type: string; readonly bytes: Uint8Array; readonly headers?: Headers }
  | { readonly kind: 'text'; readonly status: number; readonly text: string; readonly headers: Headers }
  | { readonly kind: 'empty'; readonly headers?: Headers }
  | { readonly kind: 'stream'; readonly open: (response: ServerResponse) => void };
type Headers = Readonly<Record<string, string>>;

/** A reply as the description shows it: what it means and, for JSON, its schema. */
export interface DescribedReply {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** Media type where it is not JSON. */
  readonly type?: string;
  /** Media types it can also be had in, as words. */
  readonly texts?: readonly string[];
}

interface RouteSpec<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  readonly id: OperationId;
  readonly method: Method;
  /** Below `/api/v1`, in OpenAPI's form: `/assets/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Largest body, bytes; 1 MiB unless told. */
  readonly bodyBytes?: number;
  /** True where its answer must not be kept: no key makes it be carried out once. */
  readonly keyless?: boolean;
  readonly replies: Readonly<Record<number, DescribedReply>>;
  readonly handle: (
    call: Call<z.output<Params>, z.output<Query>, z.output<Body>>,
    context: HttpContext,
  ) => Promise<Reply> | Reply;
}

/** What arrived, before it is validated. */
export interface RawCall {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly account: Account;
  readonly request: IncomingMessage;
}

/** One operation: its description and how it answers. Schemas that describe also validate. */
export interface Route extends Omit<RouteSpec<z.ZodType, z.ZodType, z.ZodType>, 'handle'> {
  readonly run: (raw: RawCall, context: HttpContext) => Promise<Reply>;
}

/** Ties an operation to its schemas: it only ever sees validated values. */
export function route<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  spec: RouteSpec<Params, Query, Body>,
): Route {
  const { handle, ...description } = spec;
  return {
    ...description,
    run: async (raw, context) =>
      handle(
        {
          params: spec.params.parse(raw.params),
          query: spec.query.parse(raw.query),
          body: spec.body.parse(raw.body),
          account: raw.account,
          request: raw.request,
        },
        context,
      ),
  };
}

/** A JSON reply whose body fits the schema that describes it. */
export function json<Schema extends z.ZodType>(
  status: number,
  _schema: Schema,
  body: z.input<Schema>,
  headers: Headers = {},
): Reply {
  return { kind: 'json', status, body, headers };
}
