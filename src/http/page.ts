import { createHash } from 'node:crypto';
import { escapeMarkup } from '../reports/escape.ts';

/** An HTML page of our own with its content security policy: exactly its own style and script may run. */
export interface Page {
  readonly html: string;
  readonly policy: string;
}

const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1.5rem; }
h1 { font-size: 1.6rem; } h2 { border-top: 1px solid; font-size: 1.1rem; margin-top: 2rem; padding-top: 1rem; }
code, pre { font: 0.9em/1.4 ui-monospace, monospace; } pre { overflow-x: auto; padding: 0.75rem; border: 1px solid; }
table { border-collapse: collapse; } td code, h2 code { overflow-wrap: anywhere; } th, td { border: 1px solid; padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }
label { display: block; font-weight: 600; } input { font: inherit; padding: 0.4rem; width: min(100%, 36rem); box-sizing: border-box; }
button { font: inherit; margin-top: 0.75rem; padding: 0.4rem 1.2rem; }
`;

/** A page with this title and body; `script` runs after it. */
export function page(title: string, body: string, script?: string): Page {
  const code = script === undefined ? '' : `<script>${script}</script>`;
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeMarkup(title)}</title>
<style>${STYLE}</style></head>
<body><main>${body}</main>${code}</body>
</html>
`;
  const policy = [
    "default-src 'none'",
    `style-src '${digest(STYLE)}'`,
    ...(script === undefined ? [] : [`script-src '${digest(script)}'`]),
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return { html, policy };
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
