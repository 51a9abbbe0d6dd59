import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { DefineVerb } from './cli.ts';

/** A verb of the command line. */
export interface Verb {
  readonly name: string;
  readonly summary: string;
  /** Processes that will read files, started while the verb is loaded; how many, by the words after the verb. */
  readonly readersAhead?: (words: readonly string[]) => number;
  /** Loads only what this verb needs, so that every other verb starts fast. */
  readonly load: () => Promise<{ readonly define: DefineVerb }>;
}

/** Every verb in the order help lists them. */
export const verbs: readonly Verb[] = [
  { name: 'init', summary: 'make a folder a production', load: () => import('./init.ts') },
  { name: 'start', summary: 'watch a production and serve its API', load: () => import('./start.ts') },
  { name: 'watch', summary: 'watch a production', load: () => import('./watch.ts') },
  {
    name: 'scan',
    summary: 'sweep a production once',
    readersAhead: ([dir]) => (isHardlySwept(dir ?? '.') ? 2 : 0),
    load: () => import('./scan.ts'),
  },
  {
    name: 'inspect',
    summary: 'tell how files were made; needs no production',
    readersAhead: (paths) => Math.min(paths.length, 1),
    load: () => import('./inspect.ts'),
  },
  { name: 'status', summary: 'counts, coverage and open questions', load: () => import('./status.ts') },
  { name: 'list', summary: 'list registered files', load: () => import('./list.ts') },
  { name: 'show', summary: 'show one file whole', load: () => import('./show.ts') },
  { name: 'declare', summary: 'record how files were made', load: () => import('./declare.ts') },
  { name: 'answer', summary: 'answer a question about a file', load: () => import('./answer.ts') },
  { name: 'notice', summary: 'record that the studio contact was told', load: () => import('./notice.ts') },
  { name: 'evidence', summary: 'attach a proof to files', load: () => import('./evidence.ts') },
  { name: 'consent', summary: "performers' consents, and their end", load: () => import('./consent.ts') },
  { name: 'profile', summary: 'say once what is known of a tool', load: () => import('./profile.ts') },
  { name: 'template', summary: 'keep a declaration, to repeat it', load: () => import('./template.ts') },
  {
    name: 'baseline',
    summary: "list today's unknown files until a date",
    load: () => import('./baseline.ts'),
  },
  {
    name: 'report',
    summary: 'what is still unknown, by supplier and folder',
    load: () => import('./report.ts'),
  },
  { name: 'request', summary: 'ask a studio contact for approval', load: () => import('./request.ts') },
  { name: 'approve', summary: 'bind a written approval to files', load: () => import('./approve.ts') },
  { name: 'approvals', summary: 'the register of approvals', load: () => import('./approvals.ts') },
  { name: 'waive', summary: 'set a finding aside for a time', load: () => import('./waive.ts') },
  { name: 'check', summary: 'the gate: may this leave?', load: () => import('./check.ts') },
  { name: 'export', summary: 'check, then copy out', load: () => import('./export.ts') },
  { name: 'verify', summary: 'check a delivery against its manifest', load: () => import('./verify.ts') },
  {
    name: 'quarantine',
    summary: 'what was moved aside, and back again',
    load: () => import('./quarantine.ts'),
  },
  { name: 'audit', summary: 'verify and export the log', load: () => import('./audit.ts') },
  { name: 'people', summary: 'erase a name from the record', load: () => import('./people.ts') },
  { name: 'registry', summary: 'back up and restore the record', load: () => import('./registry.ts') },
  { name: 'policy', summary: 'what the rules say', load: () => import('./policy.ts') },
  { name: 'rules', summary: 'how a file can tell how it was made', load: () => import('./rules.ts') },
  { name: 'token', summary: 'who may use the API', load: () => import('./token.ts') },
];

/** A registry of this size holds a few hundred files at most. */
const HARDLY_SWEPT_BYTES = 512 * 1024;

/** Whether a folder is a production of which next to nothing is recorded, as far as a glance tells. */
function isHardlySwept(dir: string): boolean {
  try {
    return statSync(join(dir, '.provgate/registry.db')).size < HARDLY_SWEPT_BYTES;
  } catch {
    // No production of the usual shape: the verb itself will say what is wrong, if anything is.
    return false;
  }
}
