import { folderOf } from '../configuration/patterns.ts';
import { patternsOf } from '../configuration/patterns-of.ts';
import type { DeliverableRule } from '../domain/configuration.ts';
import { type RelPath, ROOT } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { comparePaths, joinPath, parentOf } from '../files/paths.ts';

/** Name of the folder files are put aside in. */
export const QUARANTINE_FOLDER = '_QUARANTINE';

/** What is judged together: a deliverable folder, or the files of one folder that a deliverables pattern names. */
export interface Unit {
  /** The deliverable folder; where a pattern names files, the folder they are in. */
  readonly folder: RelPath;
  readonly rule: DeliverableRule;
  /** What a gate check of it covers. */
  readonly paths: readonly RelPath[];
}

/** A name no production uses, to ask whether a pattern covers a whole folder. */
const PROBE = 'zq7x';
const PAGE = 1000;

/** The deliverable folder a path lies in, or the path itself where its pattern names files; undefined outside deliverables. */
export function unitOf(runtime: Pick<Runtime, 'production'>, path: RelPath): Unit | undefined {
  const rule = ruleOf(runtime, path);
  if (rule === undefined) return undefined;
  const above = foldersAbove(path).find((folder) => covers(runtime, folder, rule));
  if (above !== undefined) return { folder: above, rule, paths: [above] };
  return { folder: parentOf(path), rule, paths: [path] };
}

/** A path that leads back to a unit, for work owed to it. */
export function pathOf(unit: Unit): RelPath {
  const [only] = unit.paths;
  return only === undefined || only === unit.folder ? joinPath(unit.folder, PROBE) : only;
}

/** Units of single files merged, so that files of one folder and rule are judged once. */
export function mergeUnits(units: Iterable<Unit>): readonly Unit[] {
  const merged = new Map<string, Unit>();
  for (const unit of units) {
    const key = `${unit.rule.path}\n${unit.folder}`;
    const other = merged.get(key);
    const paths = [...new Set([...(other?.paths ?? []), ...unit.paths])].sort(comparePaths);
    merged.set(key, { ...unit, paths: paths.includes(unit.folder) ? [unit.folder] : paths });
  }
  return [...merged.values()];
}

/** The rule that makes a path part of a deliverable; what was put aside is part of none. */
export function ruleOf(runtime: Pick<Runtime, 'production'>, path: RelPath): DeliverableRule | undefined {
  if (path.split('/').includes(QUARANTINE_FOLDER)) return undefined;
  return patternsOf(runtime.production.configuration).deliverableOf(path);
}

/** Every unit among these folders, and those of patterns that name files. */
export async function unitsAmong(runtime: Runtime, folders: readonly RelPath[]): Promise<readonly Unit[]> {
  const rules = runtime.production.configuration.deliverables;
  if (rules.length === 0) return [];
  const units = new Map<RelPath, Unit>();
  for (const folder of folders) {
    const unit = folder === ROOT ? undefined : unitOf(runtime, joinPath(folder, PROBE));
    if (unit?.paths[0] === unit?.folder && unit !== undefined) units.set(unit.folder, unit);
  }
  const ofFolders = new Set([...units.values()].map((unit) => unit.rule));
  const naming = rules.filter((rule) => !ofFolders.has(rule) && !covers(runtime, baseOf(rule), rule));
  return [...units.values(), ...(await unitsOfFiles(runtime, naming))];
}

async function unitsOfFiles(runtime: Runtime, rules: readonly DeliverableRule[]): Promise<readonly Unit[]> {
  const found = new Map<string, { folder: RelPath; rule: DeliverableRule; paths: RelPath[] }>();
  for (const rule of rules) {
    const under = baseOf(rule);
    let after: RelPath | undefined;
    do {
      const page = after === undefined ? { limit: PAGE } : { after, limit: PAGE };
      const listed = await runtime.registry.assets.list(under === ROOT ? {} : { under }, page);
      for (const { location } of listed) {
        if (ruleOf(runtime, location.path) !== rule) continue;
        const folder = parentOf(location.path);
        const key = `${rule.path}\n${folder}`;
        const unit = found.get(key) ?? { folder, rule, paths: [] };
        unit.paths.push(location.path);
        found.set(key, unit);
      }
      after = listed.length < PAGE ? undefined : listed.at(-1)?.location.path;
    } while (after !== undefined);
  }
  return [...found.values()];
}

function covers(runtime: Pick<Runtime, 'production'>, folder: RelPath, rule: DeliverableRule): boolean {
  return (
    ruleOf(runtime, joinPath(folder, PROBE)) === rule &&
    ruleOf(runtime, joinPath(folder, `${PROBE}/${PROBE}.${PROBE}`)) === rule
  );
}

function baseOf(rule: DeliverableRule): RelPath {
  return joinPath(ROOT, folderOf(rule.path));
}

/** Folders above a path, from the top. */
function foldersAbove(path: RelPath): readonly RelPath[] {
  const above: RelPath[] = [];
  for (let folder = parentOf(path); folder !== ROOT; folder = parentOf(folder)) above.unshift(folder);
  return above;
}
