import type { NewPaper, Paper, PaperKind } from '../domain/paper.ts';
import type { Runtime } from '../domain/runtime.ts';

/** Records one paper in the name of whoever acts. */
export async function recordOne<Kind extends PaperKind>(
  runtime: Runtime,
  paper: NewPaper & { readonly kind: Kind },
): Promise<Paper<Kind>> {
  const { registry, actor, clock } = runtime;
  const [recorded] = await registry.papers.record([paper], actor, clock.now());
  if (recorded !== undefined && isOf(recorded, paper.kind)) return recorded;
  throw new Error('a paper that was just recorded is not there');
}

function isOf<Kind extends PaperKind>(paper: Paper, kind: Kind): paper is Paper<Kind> {
  return paper.kind === kind;
}
