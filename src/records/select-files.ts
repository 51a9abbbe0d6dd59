import type { Asset } from '../domain/asset.ts';
import type { RelPath } from '../domain/path.ts';
import { parentOf } from '../files/paths.ts';
import { usage } from './given.ts';
import type { LiveFile } from './live.ts';

/** What files can be chosen by. */
const KEYS = ['origin', 'involvement', 'tool', 'kind', 'format', 'suspected', 'temporary'] as const;

/** One condition files must meet, such as `tool=ComfyUI`. */
export interface FileCondition {
  readonly key: (typeof KEYS)[number];
  readonly value: string;
}

/** Which of the files under some paths are meant. */
export interface FileChoice {
  readonly where?: readonly FileCondition[] | undefined;
  /** Only files that stand directly in a named folder. */
  readonly flat?: boolean | undefined;
}

/** A condition as typed. Throws `usage`. */
export function fileCondition(text: string): FileCondition {
  const at = text.indexOf('=');
  const [name, value] = [text.slice(0, at).trim().toLowerCase(), text.slice(at + 1).trim()];
  const key = KEYS.find((each) => each === name);
  if (at > 0 && key !== undefined && value !== '') return { key, value };
  throw usage(
    `"${text}" is no condition.`,
    `Write it as KEY=VALUE, such as --where origin=unknown; keys are ${KEYS.join(', ')}.`,
  );
}

/** The files of a choice. */
export function chosenFiles(
  files: readonly LiveFile[],
  folders: readonly RelPath[],
  { where = [], flat = false }: FileChoice,
): readonly LiveFile[] {
  const named = new Set(folders);
  return files.filter(
    (file) =>
      where.every((condition) => meets(file.asset, condition)) &&
      (!flat || file.named || named.has(parentOf(file.path))),
  );
}

function meets(asset: Asset, { key, value }: FileCondition): boolean {
  const wanted = value.toLowerCase();
  if (key === 'suspected' || key === 'temporary')
    return asset[key] === (wanted === 'yes' || wanted === 'true');
  const own = asset[key]?.toLowerCase();
  return key === 'tool' ? own?.includes(wanted) === true : own === wanted;
}
