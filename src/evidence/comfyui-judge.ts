import { POINTS, type Points } from '../domain/origin.ts';
import type { Graph, GraphNode } from './comfyui-json.ts';
import {
  holdsReference,
  isCloudEdit,
  isEmptyLatent,
  isEncoder,
  isLoader,
  kindOf,
  type NodeKind,
  returnsStill,
} from './comfyui-nodes.ts';

/** What a graph says: points, or that it holds a node that may generate and cannot be judged; with the nodes that say so. */
export interface GraphVerdict {
  readonly points: Points | 'unjudged';
  readonly rule: 'sampler' | 'cloud' | 'edit' | 'upscale' | 'neutral' | 'unknown';
  readonly because: readonly string[];
}

/** Inputs by which a picture or latent reaches a sampler; models, prompts and settings come in by others. */
const ASIDE =
  /^(?:model|clip|vae|positive|negative|conditioning|control_net|style_model|clip_vision|guider|sampler|sigmas)/i;
/** Inputs by which a prompt reaches a sampler, with the pictures it may hold. */
const PROMPT_WIRES = /^(?:positive|conditioning|guider|text_embeds|cond)/i;
/** Wires followed in one graph; beyond it a sampler counts as starting from nothing, the stricter answer. */
const MAX_STEPS = 200_000;

interface Judged {
  readonly id: string;
  readonly node: GraphNode;
  readonly kind: NodeKind;
}

/**
 * Whether a graph generated a picture, edited one, enlarged one, or only handled one, judged by its nodes and wires
 * (never by prompts). Any node that generates makes it GenAI; a node of unknown class leaves it unjudged.
 */
export function judgeGraph(graph: Graph): GraphVerdict {
  const judged = [...graph.nodes].map(([id, node]): Judged => ({ id, node, kind: kindOfNode(node) }));
  const of = (...kinds: readonly NodeKind[]) => judged.filter(({ kind }) => kinds.includes(kind));
  const makers = of('sampler', 'cloud', 'editor', 'creative-upscale');
  if (makers.length > 0) {
    const budget = { left: MAX_STEPS };
    const edits = makers.every((maker) => isEdit(maker, graph, budget));
    return {
      points: edits ? POINTS.aiEdited : POINTS.generated,
      rule: makerRule(makers),
      because: typesOf(makers),
    };
  }
  const open = of('generative-looking', 'unknown');
  if (open.length > 0) return { points: 'unjudged', rule: 'unknown', because: typesOf(open) };
  const enhancers = of('enhance');
  if (enhancers.length > 0)
    return { points: POINTS.aiEnhanced, rule: 'upscale', because: typesOf(enhancers) };
  return { points: POINTS.ambiguous, rule: 'neutral', because: typesOf(judged) };
}

/** Of some class names, those that generate whatever they are wired to. */
export function makersAmong(classes: readonly string[]): readonly string[] {
  const unwired = new Set<string>();
  return [...new Set(classes)].filter((type) => MAKERS.has(kindOf(type, unwired)));
}

const MAKERS: ReadonlySet<NodeKind> = new Set(['sampler', 'cloud']);

function kindOfNode(node: GraphNode): NodeKind {
  return kindOf(node.type, new Set(node.inputs.map((input) => input.name)));
}

/** The strongest of the nodes that make something names the rule. */
function makerRule(makers: readonly Judged[]): 'sampler' | 'cloud' | 'edit' {
  if (makers.some(({ kind }) => kind === 'sampler')) return 'sampler';
  return makers.some(({ kind }) => kind === 'cloud') ? 'cloud' : 'edit';
}

interface Budget {
  left: number;
}

function isEdit(maker: Judged, graph: Graph, budget: Budget): boolean {
  const { kind, node } = maker;
  if (kind === 'creative-upscale' || kind === 'editor') return true;
  if (kind === 'cloud') {
    if (isCloudEdit(node.type)) return true;
    return returnsStill(node.type) && comesFromPicture(node, graph, budget);
  }
  return startsFromPicture(maker, graph, budget) || changesReference(maker, graph, budget);
}

/** Follows a sampler's latent upwards; passes through other samplers, because a second pass edits the first one's output. */
function startsFromPicture({ node }: Judged, graph: Graph, budget: Budget): boolean {
  let [encoded, sampled] = [false, false];
  for (const above of ancestors(upstream(node), graph, budget, upstream)) {
    if (isLoader(above.type)) return true;
    encoded ||= isEncoder(above.type);
    sampled ||= kindOfNode(above) === 'sampler';
  }
  // Encoded from nowhere we know is still a picture, unless an earlier sampler made it.
  return encoded && !sampled;
}

/** Whether a sampler's prompt holds a loaded picture to be changed, as editing models take it. */
function changesReference({ node }: Judged, graph: Graph, budget: Budget): boolean {
  const prompts = ancestors(wires(node, PROMPT_WIRES), graph, budget, (above) => wires(above, PROMPT_WIRES));
  for (const above of prompts)
    if (holdsReference(above.type) && comesFromPicture(above, graph, budget)) return true;
  return false;
}

/** Whether a loaded file reaches a node by any wire that carries pictures or latents. */
function comesFromPicture(node: GraphNode, graph: Graph, budget: Budget): boolean {
  for (const above of ancestors(upstream(node), graph, budget, upstream))
    if (isLoader(above.type)) return true;
  return false;
}

/** Nodes reached from some wires, each once, until the budget is spent; an empty canvas ends its branch. */
function* ancestors(
  from: readonly string[],
  graph: Graph,
  budget: Budget,
  next: (node: GraphNode) => readonly string[],
): Generator<GraphNode> {
  const seen = new Set<string>();
  const pending = [...from];
  while (pending.length > 0) {
    budget.left -= 1;
    if (budget.left < 0) return;
    const id = pending.pop();
    if (id === undefined || seen.has(id)) continue;
    seen.add(id);
    const node = graph.nodes.get(id);
    if (node === undefined || isEmptyLatent(node.type)) continue;
    yield node;
    pending.push(...next(node));
  }
}

function upstream(node: GraphNode): readonly string[] {
  return node.inputs.flatMap(({ name, from }) => (from === undefined || ASIDE.test(name) ? [] : [from]));
}

function wires(node: GraphNode, names: RegExp): readonly string[] {
  return node.inputs.flatMap(({ name, from }) => (from === undefined || !names.test(name) ? [] : [from]));
}

function typesOf(nodes: readonly Judged[]): readonly string[] {
  return [...new Set(nodes.map(({ node }) => node.type))];
}
