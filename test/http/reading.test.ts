import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { problemSchema } from '../../src/http/openapi.ts';
import { ROUTES } from '../../src/http/routes.ts';
import { assetsSchema } from '../../src/reports/schemas.ts';
import { genaiStill, photograph, plainPicture } from './pictures.ts';
import { type Heard, type Show, startShow } from './show.ts';

const pageSchema = assetsSchema.extend({ next: z.string().nullable() });
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';

let show: Show;
beforeAll(async () => {
  show = await startShow({
    '05_ART/a.png': await genaiStill(),
    '05_ART/b.jpg': await photograph(),
    '05_ART/c.png': await plainPicture(),
    '05_ART/d.svg': SVG,
    'notes.txt': 'a note',
  });
  await show.ask('editor', 'POST', '/checks', { body: { paths: ['.'] }, headers: { prefer: 'wait=60' } });
});
afterAll(() => show.close());

async function page(query: string): Promise<z.infer<typeof pageSchema>> {
  return pageSchema.parse((await show.ask('viewer', 'GET', `/assets?${query}`)).body);
}

function described(id: string, heard: Heard): unknown {
  ROUTES.find((route) => route.id === id)?.replies[heard.status]?.schema?.parse(heard.body);
  return heard.body;
}

describe('assets', () => {
  test('come in pages, in the order of their paths, each exactly once', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 10; pages++) {
      const one = await page(`under=05_ART&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...one.items.map(({ path }) => path));
      cursor = one.next;
    }
    expect(seen).toEqual(['05_ART/a.png', '05_ART/b.jpg', '05_ART/c.png', '05_ART/d.svg']);
  });

  test('can be filtered', async () => {
    const genai = await page('origin=genai&temporary=true');
    expect(genai.items.map(({ path, temporary }) => [path, temporary])).toEqual([['05_ART/a.png', true]]);
    expect((await page('temporary=true&origin=unknown')).items).toEqual([]);
    expect((await page('generationId=996de4a8-647f-4a65-8b03-a65cdfdbf22f')).items).toEqual([]);
  });

  test('a cursor of nowhere is refused, and so is a folder outside', async () => {
    expect((await show.ask('viewer', 'GET', '/assets?cursor=abc')).status).toBe(400);
    expect((await show.ask('viewer', 'GET', '/assets?under=../..')).status).toBe(403);
  });

  test('one is shown whole, with its evidence', async () => {
    const id = (await page('origin=genai')).items[0]?.assetId;
    const body = described('showAsset', await show.ask('viewer', 'GET', `/assets/${id}`));
    expect(body).toMatchObject({
      schema: 'provgate.asset/1',
      origin: 'genai',
      path: '05_ART/a.png',
      state: 'ok',
    });
    expect(body).toMatchObject({
      evidence: expect.arrayContaining([expect.objectContaining({ strength: 'tool' })]),
    });
    expect((await show.ask('viewer', 'GET', '/assets/none-such')).status).toBe(404);
  });

  test('a preview is a small picture without metadata', async () => {
    const id = (await page('origin=genai')).items[0]?.assetId;
    const heard = await show.ask('viewer', 'GET', `/assets/${id}/thumbnail?edge=64`);
    expect([heard.status, heard.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const picture = await sharp(z.instanceof(Buffer).parse(heard.body)).metadata();
    expect([picture.width, picture.exif, picture.xmp]).toEqual([64, undefined, undefined]);
  });

  test('threat 40: an SVG is neither rendered nor served', async () => {
    const id = (await page('under=05_ART/d.svg')).items[0]?.assetId;
    const heard = await show.ask('viewer', 'GET', `/assets/${id}/thumbnail`);
    expect([heard.status, problemSchema.parse(heard.body).code]).toEqual([422, 'not-shown']);
    expect(JSON.stringify(heard.body)).not.toContain('script');
  });
});

describe('the rest', () => {
  test('coverage, metrics, events and the session fit their descriptions', async () => {
    for (const [id, path] of [
      ['coverage', '/coverage'],
      ['listEvents', '/events'],
      ['showSession', '/session'],
      ['health', '/health'],
    ] as const) {
      const heard = await show.ask('viewer', 'GET', path);
      expect(heard.status).toBe(200);
      described(id, heard);
    }
    const metrics = await show.ask('viewer', 'GET', '/metrics');
    expect(String(metrics.body)).toMatch(/^provgate_assets\{origin="genai"\} 1$/m);
    expect(metrics.headers.get('content-type')).toContain('text/plain');
  });

  test('the description is OpenAPI 3.1 and names every operation', async () => {
    const { body } = await show.ask('viewer', 'GET', '/openapi.json');
    const { openapi, paths } = z
      .object({
        openapi: z.string(),
        paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string() }))),
      })
      .parse(body);
    expect(openapi).toBe('3.1.0');
    const ids = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(ids.sort()).toEqual(ROUTES.map(({ id }) => id).sort());
  });

  test('every reference in the description leads somewhere', async () => {
    const { body } = await show.ask('viewer', 'GET', '/openapi.json');
    const { components } = z
      .object({ components: z.object({ schemas: z.record(z.string(), z.unknown()) }) })
      .parse(body);
    const named = JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
    expect(
      [...named].map(([, name]) => name).filter((name) => !Object.hasOwn(components.schemas, name ?? '')),
    ).toEqual([]);
  });

  test('the page for people asks for a token, and shows every operation to whoever has one', async () => {
    const asked = await fetch(`${show.server.url}/api/docs`, { headers: { accept: 'text/html' } });
    expect(asked.status).toBe(401);
    const form = await asked.text();
    expect(form).toContain('<label for="token">');
    const script = /<script>([\s\S]*)<\/script>/.exec(form)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(asked.headers.get('content-security-policy')).toContain(`script-src 'sha256-${hash}'`);
    const headers = { authorization: `Bearer ${show.tokens.viewer.secret}` };
    const shown = await fetch(`${show.server.url}/api/docs`, { headers });
    const html = await shown.text();
    expect(ROUTES.map(({ id }) => id).filter((id) => !html.includes(`<h2 id="${id}">`))).toEqual([]);
    expect(html).not.toMatch(/<(script|link|img)\b/);
    expect(shown.headers.get('content-security-policy')).not.toContain('unsafe');
  });
});
