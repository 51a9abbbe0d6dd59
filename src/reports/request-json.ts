import type { RequestBundle } from '../domain/request-bundle.ts';
import { pathJson } from './check-json.ts';

/** A request for approval as `provgate.request/1`; pictures stay in the page. */
export function requestJson(bundle: RequestBundle): object {
  const { files, scope, dueAt, ...rest } = bundle;
  return {
    schema: 'provgate.request/1',
    ...rest,
    dueAt: dueAt ?? null,
    scope: {
      types: scope.types ?? null,
      episodes: scope.episodes ?? null,
      territories: scope.territories ?? null,
      channels: scope.channels ?? null,
    },
    files: files.map(({ path, picture: _picture, tool, declaration, lacks, ...file }) => ({
      ...pathJson(path),
      ...file,
      tool: tool ?? null,
      declaration: declaration ?? null,
      lacks: lacks ?? null,
    })),
  };
}
