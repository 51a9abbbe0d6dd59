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
  /** Classes named in a damaged text; its wires are lost. */
  readonly classes: readonly string[];
}

/** Most classes picked out of a damaged text. */
const MAX_CLASSES = 10_000;

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
  if (text.length > JSON_CHARS) return { graphs: [], unread: 'limit', classes: [] };
  const start = text.indexOf('{');
  const end = text.lastIndexOf('}');
  const parsed = start < 0 || end < start ? undefined : parseForeign(text.slice(start, end + 1));
  if (parsed === undefined) return { graphs: [], unread: 'damaged', classes: classesIn(text) };
  const graphs = [...graphsIn(parsed.value, 0)];
  return { graphs, unread: undefined, classes: [] };
}

function classesIn(text: string): readonly string[] {
  const classes: string[] = [];
  for (const [, name = ''] of text.matchAll(/\\?"class_type\\?"\s{0,8}:\s{0,8}\\?"([^"\\]{1,100})\\?"/g)) {
    classes.push(name);
    if (classes.length === MAX_CLASSES) break;
  }
  return classes;
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
  const parts = partsOf(value);
  addNodes(nodes, value, '', parts);
  for (const { prefix, graph } of parts.values()) addNodes(nodes, graph, prefix, parts);
  return { form: 'workflow', nodes };
}

/** A subgraph or group node’s own graph, kept apart from where it is used. */
interface Part {
  /** Stands before the ids of its nodes, so that they meet no others. */
  readonly prefix: string;
  readonly graph: unknown;
}

/** Where a part’s wires from outside begin and those to the outside end, as the editor numbers them. */
const [PART_INPUT, PART_OUTPUT] = ['-10', '-20'];

/** Parts by the type of the node that stands for them. */
function partsOf(workflow: unknown): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  const subgraphs = member(member(workflow, 'definitions'), 'subgraphs');
  for (const [index, graph] of listOf(subgraphs).entries())
    parts.set(textOf(member(graph, 'id')) ?? `subgraph ${index}`, { prefix: `s${index}.`, graph });
  const groups = member(member(workflow, 'extra'), 'groupNodes');
  if (!isObject(groups)) return parts;
  for (const [index, [name, graph]] of Object.entries(groups).entries()) {
    const part = { prefix: `g${index}.`, graph };
    for (const mark of ['>', '/']) parts.set(`workflow${mark}${name}`, part);
  }
  return parts;
}

function addNodes(
  into: Map<string, GraphNode>,
  graph: unknown,
  prefix: string,
  parts: ReadonlyMap<string, Part>,
): void {
  const nodes = member(graph, 'nodes');
  if (!Array.isArray(nodes)) return;
  const origins = linkOrigins(member(graph, 'links'), prefix);
  for (const [index, node] of nodes.entries()) {
    const type = textOf(member(node, 'type'));
    if (type === undefined || IDLE_MODES.has(Number(member(node, 'mode') ?? 0))) continue;
    const listed = member(node, 'inputs');
    const inputs = Array.isArray(listed) ? listed.map((input) => workflowInput(input, origins)) : [];
    const id = `${prefix}${textOf(member(node, 'id')) ?? `#${index}`}`;
    const part = parts.get(type);
    into.set(id, part === undefined ? { type, inputs } : standIn(into, part, inputs));
  }
  if (prefix === '') return;
  const outward = outwardInputs(member(graph, 'links'), prefix);
  if (outward.length > 0) into.set(`${prefix}${PART_OUTPUT}`, { type: PART_NODE, inputs: outward });
}

/** Class of the nodes that only carry wires into and out of a part. */
const PART_NODE = 'Reroute';

/** The node that stands for a part: what reaches it goes in, and what it gives comes from the part’s end. */
function standIn(into: Map<string, GraphNode>, { prefix }: Part, inputs: readonly GraphInput[]): GraphNode {
  const inner = `${prefix}${PART_INPUT}`;
  into.set(inner, { type: PART_NODE, inputs: [...(into.get(inner)?.inputs ?? []), ...inputs] });
  return { type: PART_NODE, inputs: [{ name: 'part', from: `${prefix}${PART_OUTPUT}` }] };
}

function outwardInputs(links: unknown, prefix: string): readonly GraphInput[] {
  if (!Array.isArray(links)) return [];
  return links.flatMap((link) => {
    const from = textOf(member(link, 'origin_id'));
    const isOutward = textOf(member(link, 'target_id')) === PART_OUTPUT;
    return isOutward && from !== undefined ? [{ name: 'output', from: `${prefix}${from}` }] : [];
  });
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
