import type { RequestBundle, RequestedDeclaration, RequestedFile } from '../domain/request-bundle.ts';
import { escapeMarkup } from './escape.ts';
import { showInstant } from './instant.ts';
import { requestJson } from './request-json.ts';
import { sizeWords } from './size-words.ts';
import { shownPath } from './words.ts';

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}' +
  'h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2.5rem}h3{font-size:1rem;margin:2rem 0 .3rem;overflow-wrap:anywhere}' +
  'table{border-collapse:collapse;width:100%}th{text-align:left;vertical-align:top;padding:.2rem 1rem .2rem 0;width:12rem;font-weight:600}' +
  'td{padding:.2rem 0;overflow-wrap:anywhere}img{max-width:100%;max-height:24rem;display:block;margin:.5rem 0}' +
  'pre{background:#f2f2f2;padding:1rem;white-space:pre-wrap}code{font-size:.85em}';

/** A request for approval as one HTML file that needs nothing else: no script, no network; the data travels inside as JSON. */
export function* requestHtml(bundle: RequestBundle): Generator<string> {
  const { title, files, declarations, questions } = bundle;
  yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n';
  yield '<meta name="viewport" content="width=device-width">\n';
  yield `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">\n`;
  yield `<title>${escapeMarkup(`Request for approval: ${title}`)}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n`;
  yield `<h1>May we use this GenAI material in ${escapeMarkup(title)}?</h1>\n`;
  yield table([
    ['Request', bundle.id],
    ['To', bundle.to],
    ['From', bundle.requester],
    ['Written', showInstant(bundle.madeAt)],
    ['Answer needed by', bundle.dueAt === undefined ? 'no date set' : showInstant(bundle.dueAt)],
    ['Asked for', scopeWords(bundle)],
    ['Files', String(files.length)],
  ]);
  if (questions.length > 0) {
    yield '<h2>Questions</h2>\n<ol>\n';
    for (const question of questions) yield `<li>${escapeMarkup(question)}</li>\n`;
    yield '</ol>\n';
  }
  yield `<h2>How to answer</h2>\n<p>Reply in writing, by mail or letter. These lines are enough; only what you name is covered.</p>\n`;
  yield `<pre>${escapeMarkup(answerLines(bundle).join('\n'))}</pre>\n`;
  yield '<h2>The files</h2>\n';
  for (const [index, file] of files.entries()) yield* fileHtml(file, index + 1);
  yield '<h2>What was declared</h2>\n';
  if (declarations.length === 0) yield '<p>Nothing was declared about these files yet.</p>\n';
  for (const declaration of declarations) yield* declarationHtml(declaration);
  yield `<p>This request lists what was declared and what was found in the files. It does not say that nothing else was generated.</p>\n`;
  yield '<script type="application/json" id="provgate-request">';
  yield JSON.stringify(requestJson(bundle)).replaceAll('<', '\\u003c');
  yield '</script>\n</body>\n</html>\n';
}

function* fileHtml(file: RequestedFile, number: number): Generator<string> {
  const { path, picture, evidence, reasons, lacks } = file;
  yield `<h3>${number}. ${escapeMarkup(shownPath(path))}</h3>\n`;
  if (picture !== undefined) yield `<img alt="" src="data:${picture.type};base64,${picture.base64}">\n`;
  const why = reasons.map(({ rule, title }) => (title === '' ? rule : `${title} (${rule})`));
  yield table([
    ['Kind', `${file.format}, ${sizeWords(file.sizeBytes)}`],
    ['Made with', file.tool ?? 'a tool that is not known'],
    ['How much of it', file.involvement],
    ['SHA-256', file.sha256],
    ['Declaration', file.declaration ?? 'nothing declared'],
    ...(lacks === undefined ? [] : [['Not declared yet', lacks] as const]),
    ...why.map((reason, index) => [index === 0 ? 'Needs approval because' : '', reason] as const),
    ...evidence.map(
      ({ rule, strength, where, excerpt }, index) =>
        [index === 0 ? 'Found in the file' : '', `${excerpt} (${where}; ${rule}, ${strength})`] as const,
    ),
  ]);
}

function* declarationHtml({
  id,
  declarant,
  recordedAt,
  basis,
  use,
}: RequestedDeclaration): Generator<string> {
  yield `<h3>${escapeMarkup(id)}</h3>\n`;
  yield table([
    ['Said by', declarant],
    ['On', showInstant(recordedAt)],
    ['Basis', basis],
    ...Object.entries(use ?? {}).map(([field, value]) => [fieldWords(field), valueWords(value)] as const),
  ]);
}

function table(rows: readonly (readonly [string, string])[]): string {
  const lines = rows.map(
    ([head, text]) => `<tr><th>${escapeMarkup(head)}</th><td>${escapeMarkup(text)}</td></tr>\n`,
  );
  return `<table>\n${lines.join('')}</table>\n`;
}

function answerLines({ id, title }: RequestBundle): readonly string[] {
  return [
    `Request: ${id}`,
    `Title: ${title}`,
    'Approval ID: (your own)',
    'Decision: granted / granted with these conditions / refused',
    'Files: all of them, or only numbers …',
    'For: every deliverable, or only …',
    'Territories: worldwide, or only …',
    'Valid until: (date, or no end)',
    'Conditions: (none, or what must be met first)',
    'Granted by: (name, role)',
  ];
}

function scopeWords({ scope }: RequestBundle): string {
  const parts = [
    ...part('for', scope.types),
    ...part('episode', scope.episodes),
    ...part('in', scope.territories),
    ...part('on', scope.channels),
  ];
  return parts.length === 0 ? 'every use of this title' : parts.join(', ');
}

function part(word: string, values: readonly string[] | undefined): readonly string[] {
  return values === undefined ? [] : [`${word} ${values.join(' or ')}`];
}

/** `trainsOnIo` as `Trains on inputs or outputs`. */
function fieldWords(field: string): string {
  const spaced = field
    .replace(/([a-z])([A-Z0-9])/g, '$1 $2')
    .toLowerCase()
    .replace(/ io$/, ' inputs or outputs');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function valueWords(value: unknown): string {
  if (value === undefined || value === null) return 'not said';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueWords).join('; ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return String(value).replaceAll('_', ' ');
  return Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([key, each]) => `${fieldWords(key).toLowerCase()}: ${valueWords(each)}`)
    .join(', ');
}
