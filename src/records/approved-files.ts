import type { RelPath } from '../domain/path.ts';
import type { Runtime } from '../domain/runtime.ts';
import { displayPath } from '../files/paths.ts';
import { usage } from './given.ts';
import { type LiveFiles, liveFiles } from './live.ts';
import { assetsOfApproval, assetsOfDigests, assetsOfRequest, filesOfAssets } from './terms/bound-assets.ts';

/** Which files an approval is about, as a person says it. */
export interface ApprovedFilesRequest {
  /** None: what is replaced or answered says which files are meant. */
  readonly paths: readonly RelPath[];
  /** Registered contents by their SHA-256, besides the paths. */
  readonly digests?: readonly string[] | undefined;
  /** The request this is the answer to. */
  readonly answers?: string | undefined;
  /** The approval id it replaces. */
  readonly supersedes?: string | undefined;
}

/** The files an approval is about: those named, else those of the request it answers or of the approval it replaces. */
export async function approvedFiles(runtime: Runtime, request: ApprovedFilesRequest): Promise<LiveFiles> {
  const { paths, digests = [], answers, supersedes } = request;
  const live: LiveFiles =
    paths.length === 0 ? { files: [], unbound: [], folders: [] } : await liveFiles(runtime, paths);
  const byDigest = await filesOfAssets(runtime, await assetsOfDigests(runtime, digests), true);
  const files = [...live.files, ...byDigest];
  const asked = answers === undefined ? undefined : await assetsOfRequest(runtime, answers);
  const replaced = supersedes === undefined ? undefined : await assetsOfApproval(runtime, supersedes);
  if (paths.length === 0 && digests.length === 0) {
    const meant = asked ?? replaced;
    if (meant !== undefined) return { ...live, files: await filesOfAssets(runtime, meant, false) };
    throw usage(
      'No file was named.',
      'Name files or folders; or give --answers REQUEST, or --supersedes ID, which know theirs.',
    );
  }
  const stranger = files.find(({ asset, named }) => named && asked?.includes(asset.id) === false);
  if (stranger !== undefined)
    throw usage(
      `${displayPath(stranger.path)} was not in the request ${answers}.`,
      'Leave --answers away for files nobody asked about, and record them on their own.',
    );
  return { ...live, files: files.filter(({ asset }) => asked?.includes(asset.id) !== false) };
}
