import { isObject, JSON_CHARS, member, parseForeign, textOf } from './foreign-json.ts';

/** An input of a node: the node it is wired to, or nothing where it is a plain value. */
export interface GraphInput {
  readonly name: string;
  readonly from: string | undefined;
}

/** One node of a graph, whichever of the two JSON forms it came from. */
export interface GraphNode {
  readonly type: string;
  readonly inputs: readonly GraphInput[];
}

/** A graph as it ran (`prompt`) or as the editor saved it (`workflow`). */
export interface Graph {
  readonly form: 'prompt' | 'workflow';
  readonly nodes: ReadonlyMap<string, GraphNode>;
}

/** What a text held: graphs, or the reason why a text that looks like one gave none. */
export interface GraphText {
  readonly graphs: readonly Graph[];
  readonly unread: 'damaged' | 'limit' | undefined;
}

/** Most members of a wrapper that are looked into; real ones have a handful. */
const MAX_MEMBERS = 1000;
/** JSON inside JSON strings, as video nodes write it, and wrappers around it. */
const MAX_DEPTH = 4;
/** Muted and bypassed nodes (ComfyUI `mode` 2 and 4) did not run. */
const IDLE_MODES = new Set([2, 4]);

/** Cheap test whether a text may be a graph: the words both forms cannot do without. */
export function looksLikeGraph(text: string): boolean {
  if (text.length < 20) return false;
  if (/\\?"class_type\\?"/.test(text)) return true;
  return /\\?"links\\?"/.test(text) && /\\?"nodes\\?"/.test(text);
}

/** The graphs in a text, by their structure, never by the name of the field they stand in. */
export function readGraphs(text: string): GraphText {
  if (text.length > JSON_CHARS) return { graphs: [], unread: 'limit' };
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  const parsed = start < 0 || end < start ? undefined : parseForeign(text.slice(start, end + 1));
  if (parsed === undefined) return { graphs: [], unread: 'damaged' };
  const graphs = [...graphsIn(parsed.value, 0)];
  return { graphs, unread: undefined };
}

function* graphsIn(value: unknown, depth: number): Generator<Graph> {
  if (depth > MAX_DEPTH) return;
  if (typeof value === 'string') {
    if (!looksLikeGraph(value)) return;
    const inner = parseForeign(value);
    if (inner !== undefined) yield* graphsIn(inner.value, depth + 1);
    return;
  }
  if (!isObject(value)) return;
  const graph = promptGraph(value) ?? workflowGraph(value);
  if (graph !== undefined) {
    yield graph;
    return;
  }
  // A wrapper such as {"prompt": …, "workflow": …}: its members are few.
  for (const inner of Object.values(value).slice(0, MAX_MEMBERS)) yield* graphsIn(inner, depth + 1);
}

/** The form that ran: an object of nodes, each with class and inputs; wires are [node id, output]. */
function promptGraph(value: unknown): Graph | undefined {
  if (!isObject(value)) return undefined;
  const nodes = new Map<string, GraphNode>();
  for (const [id, node] of Object.entries(value)) {
    const type = textOf(member(node, 'class_type'));
    const inputs = member(node, 'inputs');
    if (type === undefined || !isObject(inputs)) continue;
    nodes.set(id, {
      type,
      inputs: Object.entries(inputs).map(([name, wire]) => ({ name, from: wiredFrom(wire) })),
    });
  }
  return nodes.size === 0 ? undefined : { form: 'prompt', nodes };
}

function wiredFrom(wire: unknown): string | undefined {
  if (!Array.isArray(wire) || wire.length !== 2 || typeof wire[1] !== 'number') return undefined;
  return textOf(wire[0]);
}

/** The editor's form: a list of nodes and a list of links, with subgraphs and group nodes kept apart. */
function workflowGraph(value: unknown): Graph | undefined {
  const listed = member(value, 'nodes');
  if (!Array.isArray(listed) || member(value, 'links') === undefined) return undefined;
  // Other programs save nodes and links too; these members are the editor's own.
  const isComfy =
    member(value, 'last_node_id') !== undefined ||
    listed.some(
      (node) => member(node, 'widgets_values') !== undefined || member(node, 'order') !== undefined,
    );
  if (!isComfy) return undefined;
  const nodes = new Map<string, GraphNode>();
  addNodes(nodes, value, '');
  const subgraphs = member(member(value, 'definitions'), 'subgraphs');
  for (const [index, graph] of listOf(subgraphs).entries()) addNodes(nodes, graph, `s${index}.`);
  const groups = member(member(value, 'extra'), 'groupNodes');
  for (const [index, graph] of listOf(groups).entries()) addNodes(nodes, graph, `g${index}.`);
  return { form: 'workflow', nodes };
}

function addNodes(into: Map<string, GraphNode>, graph: unknown, prefix: string): void {
  const nodes = member(graph, 'nodes');
  if (!Array.isArray(nodes)) return;
  const origins = linkOrigins(member(graph, 'links'), prefix);
  for (const [index, node] of nodes.entries()) {
    const type = textOf(member(node, 'type'));
    if (type === undefined || IDLE_MODES.has(Number(member(node, 'mode') ?? 0))) continue;
    const inputs = member(node, 'inputs');
    into.set(`${prefix}${textOf(member(node, 'id')) ?? `#${index}`}`, {
      type,
      inputs: Array.isArray(inputs) ? inputs.map((input) => workflowInput(input, origins)) : [],
    });
  }
}

function workflowInput(input: unknown, origins: ReadonlyMap<string, string>): GraphInput {
  const link = textOf(member(input, 'link'));
  return {
    name: textOf(member(input, 'name')) ?? '',
    from: link === undefined ? undefined : origins.get(link),
  };
}

/** Link id to the node it comes from; links are arrays in the top graph and objects in subgraphs. */
function linkOrigins(links: unknown, prefix: string): ReadonlyMap<string, string> {
  const origins = new Map<string, string>();
  if (!Array.isArray(links)) return origins;
  for (const link of links) {
    const id = textOf(Array.isArray(link) ? link[0] : member(link, 'id'));
    const from = textOf(Array.isArray(link) ? link[1] : member(link, 'origin_id'));
    if (id !== undefined && from !== undefined) origins.set(id, `${prefix}${from}`);
  }
  return origins;
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}
