import { POINTS, type Points } from '../domain/origin.ts';
import type { Graph, GraphNode } from './comfyui-json.ts';
import { isCloudEdit, isEmptyLatent, isEncoder, isLoader, kindOf, type NodeKind } from './comfyui-nodes.ts';

/** What a graph says: points, or that it holds a node that may generate and cannot be judged; with the nodes that say so. */
export interface GraphVerdict {
  readonly points: Points | 'unjudged';
  readonly rule: 'sampler' | 'cloud' | 'upscale' | 'neutral' | 'unknown';
  readonly because: readonly string[];
}

/** Inputs by which a picture or latent reaches a sampler; models, prompts and settings come in by others. */
const ASIDE =
  /^(?:model|clip|vae|positive|negative|conditioning|control_net|style_model|clip_vision|guider|sampler|sigmas)/i;
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
  const samplers = of('sampler');
  const makers = of('sampler', 'cloud', 'creative-upscale');
  if (makers.length > 0) {
    const budget = { left: MAX_STEPS };
    const edits = makers.every((maker) => isEdit(maker, graph, budget));
    return {
      points: edits ? POINTS.aiEdited : POINTS.generated,
      rule: samplers.length > 0 ? 'sampler' : 'cloud',
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

function kindOfNode(node: GraphNode): NodeKind {
  return kindOf(node.type, new Set(node.inputs.map((input) => input.name)));
}

interface Budget {
  left: number;
}

function isEdit(maker: Judged, graph: Graph, budget: Budget): boolean {
  if (maker.kind === 'creative-upscale') return true;
  if (maker.kind === 'cloud') return isCloudEdit(maker.node.type);
  return startsFromPicture(maker, graph, budget);
}

/** Follows a sampler's latent upwards; passes through other samplers, because a second pass edits the first one's output. */
function startsFromPicture(sampler: Judged, graph: Graph, budget: Budget): boolean {
  const seen = new Set<string>();
  const pending = upstream(sampler.node);
  let encoded = false;
  let sampled = false;
  while (pending.length > 0) {
    budget.left -= 1;
    if (budget.left < 0) return false;
    const id = pending.pop();
    if (id === undefined || seen.has(id)) continue;
    seen.add(id);
    const node = graph.nodes.get(id);
    if (node === undefined || isEmptyLatent(node.type)) continue;
    if (isLoader(node.type)) return true;
    encoded ||= isEncoder(node.type);
    sampled ||= kindOfNode(node) === 'sampler';
    pending.push(...upstream(node));
  }
  // Encoded from nowhere we know is still a picture, unless an earlier sampler made it.
  return encoded && !sampled;
}

function upstream(node: GraphNode): string[] {
  return node.inputs.flatMap((input) =>
    input.from === undefined || ASIDE.test(input.name) ? [] : [input.from],
  );
}

function typesOf(nodes: readonly Judged[]): readonly string[] {
  return [...new Set(nodes.map(({ node }) => node.type))];
}
