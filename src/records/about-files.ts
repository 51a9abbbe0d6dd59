import type { Asset, AssetId } from '../domain/asset.ts';
import type { RelPath } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { displayPath } from '../files/paths.ts';
import { needsApproval } from '../gate/decision/item-facts.ts';
import { usage } from './given.ts';
import { type LiveFile, liveFiles, type Unbound } from './live.ts';
import { chosenFiles, type FileChoice } from './select-files.ts';

/** Files a paper is to be about, as a person names them. */
export interface FilesRequest extends FileChoice {
  readonly paths: readonly RelPath[];
  /** A person saw the preview of more than one file and agreed. */
  readonly confirmed?: boolean | undefined;
}

/** Which files a paper would be about, for a person to agree to. */
export interface FilesPreview {
  readonly binds: readonly { readonly path: RelPath; readonly asset: Asset }[];
  /** Files under the paths it leaves out, and why. */
  readonly leaves: readonly Unbound[];
  readonly needsConfirmation: boolean;
}

/** The files a paper reaches: those of which `leftOut` gives no reason against it. Throws `usage` where none is left. */
export async function filesAbout(
  runtime: Runtime,
  request: FilesRequest,
  leftOut: (file: LiveFile) => string | undefined,
): Promise<FilesPreview> {
  const { files: live, unbound, folders } = await liveFiles(runtime, request.paths);
  const files = chosenFiles(live, folders, request);
  const binds: LiveFile[] = [];
  const leaves: Unbound[] = files.length === live.length ? [...unbound] : [];
  for (const file of files) {
    const reason = leftOut(file);
    if (reason === undefined) binds.push(file);
    else leaves.push({ path: file.path, reason });
  }
  const [first] = leaves;
  if (binds.length === 0)
    throw usage(
      first === undefined
        ? 'There is no file under these paths.'
        : `No file is left: ${displayPath(first.path)}: ${first.reason}${leaves.length > 1 ? ', and others' : ''}.`,
      'Name the files it is about; "provgate list PATH" shows what there is.',
    );
  return { binds, leaves, needsConfirmation: folders.length > 0 || files.length > 1 };
}

/** Throws `usage` where a preview needs agreement that was not given. */
export function requireAgreement(preview: FilesPreview, { confirmed }: FilesRequest): void {
  if (!preview.needsConfirmation || confirmed === true) return;
  throw usage(
    `This would be about ${preview.binds.length} files.`,
    'Look through the list, then run the command again with --yes.',
  );
}

/** The assets of a preview, once each. */
export function assetsOf({ binds }: FilesPreview): readonly AssetId[] {
  return [...new Set(binds.map(({ asset }) => asset.id))];
}

/** Leaves out what no model had a hand in, unless it was named by hand. */
export function unlessTouched({ asset, named }: LiveFile): string | undefined {
  const touched =
    named ||
    asset.origin === 'genai' ||
    asset.suspected ||
    asset.involvement === 'assistive' ||
    needsApproval(asset);
  return touched ? undefined : `its origin is ${asset.origin}`;
}
