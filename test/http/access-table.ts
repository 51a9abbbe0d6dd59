import { ROLES, type Role } from '../../src/domain/registry.ts';
import { ACCESS } from '../../src/http/roles.ts';
import type { Route } from '../../src/http/route.ts';

/** The role × route table of `docs/http.md`, from the tables the server uses. */
export function accessTable(routes: readonly Route[]): string {
  const rows = routes.map((route) => {
    const access: 'public' | readonly Role[] = ACCESS[route.id];
    const marks = ROLES.map((role) => (access === 'public' || access.includes(role) ? '✓' : '–'));
    const open = access === 'public' ? ' (no token)' : '';
    return `| \`${route.method.toUpperCase()} ${route.path}\`${open} | ${marks.join(' | ')} |`;
  });
  return [`| | ${ROLES.join(' | ')} |`, `| --- |${' --- |'.repeat(ROLES.length)}`, ...rows].join('\n');
}
