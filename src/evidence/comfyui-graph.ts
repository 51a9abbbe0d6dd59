import type { Evidence } from '../domain/evidence.ts';
import type { Field } from '../domain/media.ts';
import { POINTS } from '../domain/origin.ts';
import { byMember, claim, placeOf } from './claim.ts';
import { type GraphText, looksLikeGraph, readGraphs } from './comfyui-json.ts';
import { type GraphVerdict, judgeGraph, makersAmong } from './comfyui-judge.ts';
import { comfyuiRules } from './comfyui-rules.ts';
import type { EvidenceReader } from './reader.ts';

/** ComfyUI graphs in any field of any container, recognised by structure and judged by their nodes. */
export const comfyuiGraph: EvidenceReader = {
  id: 'comfyui-graph',
  version: 2,
  rules: comfyuiRules,
  read: (source) => byMember(source.fields).flatMap(readFields),
};

function readFields(fields: readonly Field[]): readonly Evidence[] {
  const texts = fields
    .filter((field) => looksLikeGraph(field.value))
    .map((field) => ({ field, text: readGraphs(field.value) }));
  const judged = texts.flatMap(({ field, text }) =>
    text.graphs.map((graph): JudgedField => ({ field, form: graph.form, verdict: judgeGraph(graph) })),
  );
  // The graph that ran is the witness; the editor's copy may hold nodes that never ran.
  const ran = judged.some(({ form, verdict }) => form === 'prompt' && verdict.rule !== 'unknown');
  const heard = judged.filter(({ form }) => !ran || form === 'prompt');
  return [...heard.map(toClaim), ...texts.flatMap(({ field, text }) => unread(field, text))];
}

interface JudgedField {
  readonly field: Field;
  readonly form: 'prompt' | 'workflow';
  readonly verdict: GraphVerdict;
}

function toClaim({ field, form, verdict }: JudgedField): Evidence {
  const unjudged = verdict.points === 'unjudged';
  return claim(comfyuiGraph, {
    rule: `comfyui.${verdict.rule}`,
    where: placeOf(field),
    excerpt: `${form}: ${verdict.because.slice(0, 12).join(', ')}`,
    strength: 'tool',
    points: verdict.points === 'unjudged' ? POINTS.ambiguous : verdict.points,
    status: unjudged ? 'unjudged' : 'read',
    tool: 'ComfyUI',
  });
}

/** A sampler or hosted generator named in a damaged graph is still its word; how much it made is lost with the wires. */
function damagedMaker(field: Field, makers: readonly string[]): Evidence {
  return claim(comfyuiGraph, {
    rule: 'comfyui.damaged',
    where: placeOf(field),
    excerpt: `damaged graph: ${makers.slice(0, 12).join(', ')}`,
    strength: 'tool',
    points: POINTS.generated,
    tool: 'ComfyUI',
  });
}

/** A carrier that looks like a graph and gave none is a question, never an answer. */
function unread(field: Field, { graphs, unread: reason, classes }: GraphText): readonly Evidence[] {
  if (graphs.length > 0) return [];
  const makers = makersAmong(classes);
  if (makers.length > 0) return [damagedMaker(field, makers)];
  if (reason === undefined && !field.value.includes('class_type')) return [];
  const shared = { rule: 'comfyui.unread', where: placeOf(field), tool: 'ComfyUI' } as const;
  const unjudged = claim(comfyuiGraph, {
    ...shared,
    excerpt: field.value,
    strength: 'tool',
    points: POINTS.ambiguous,
    status: 'unjudged',
  });
  if (reason !== 'limit') return [unjudged];
  const limit = claim(comfyuiGraph, {
    ...shared,
    excerpt: `${field.value.length} characters, more than a graph may have`,
    strength: 'heuristic',
    status: 'unreadable',
  });
  return [unjudged, limit];
}
