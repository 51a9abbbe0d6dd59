import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/evidence.ts';
import { type AssetReport, assetJson } from '../../src/reports/asset-json.ts';
import { assetTable } from '../../src/reports/asset-table.ts';
import { listCsv, listJson, listRow, listTable } from '../../src/reports/list-rows.ts';
import { assetSchema, assetsSchema } from '../../src/reports/schemas.ts';
import { genai, NOW, path } from '../helpers/gate-values.ts';

const evidence: Evidence = {
  subject: 'content',
  reader: 'generator-signature',
  readerVersion: 1,
  rule: 'sd-webui.parameters',
  points: { origin: 'genai', involvement: 'full' },
  strength: 'tool',
  where: 'png.text.parameters',
  excerpt: 'Steps: 20, \u001b[2JSampler',
  tool: 'Stable Diffusion web UI',
  status: 'read',
};
const { id, ...facts } = genai();
const report: AssetReport = {
  ...facts,
  path: path('stills/quay.png'),
  assetId: id,
  verified: 'bytes',
  evidence: [{ ...evidence, strength: 'heuristic' }, evidence],
};

describe('one file whole', () => {
  test('as JSON without a production has no approvals, verdict, findings and uses', () => {
    const json = assetJson({ ...report, assetId: undefined });
    expect(assetSchema.safeParse(json).success).toBe(true);
    expect(Object.keys(json)).toEqual([
      'schema',
      'path',
      'assetId',
      'sha256',
      'sizeBytes',
      'kind',
      'format',
      'verified',
      'origin',
      'involvement',
      'suspected',
      'conflict',
      'temporary',
      'tool',
      'state',
      'stateReason',
      'evidence',
      'notChecked',
    ]);
    expect(json.evidence[1]).toEqual({
      reader: 'generator-signature',
      readerVersion: 1,
      rule: 'sd-webui.parameters',
      points: { origin: 'genai', involvement: 'full' },
      strength: 'tool',
      where: 'png.text.parameters',
      excerpt: 'Steps: 20, \u001b[2JSampler',
      tool: 'Stable Diffusion web UI',
      status: 'read',
    });
  });

  test('as JSON from a production has them, and names people only as by, declarant, recordedBy', () => {
    const json = assetJson({
      ...report,
      overruledBy: 'Ana Ruiz',
      judged: { approvals: [{ id: 'A-1', state: 'valid' }], verdict: 'pass', findings: [] },
      declarations: [
        {
          origin: 'human',
          involvement: 'none',
          tool: undefined,
          declarant: 'Ana Ruiz',
          recordedBy: 'kim',
          recordedAt: NOW,
          basis: 'painted',
          documentSha256: undefined,
        },
      ],
      locations: [],
    });
    expect(assetSchema.safeParse(json).success).toBe(true);
    expect(json).toMatchObject({ verdict: 'pass', uses: [], overruled: { by: 'Ana Ruiz' }, locations: [] });
  });

  test('in plain words, strongest evidence first, nothing obeyed', () => {
    const lines = [...assetTable({ ...report, judged: { approvals: [], verdict: 'block', findings: [] } })];
    expect(lines.slice(0, 2)).toEqual([
      'stills/quay.png\n',
      '  GenAI, wholly generated, with ComfyUI. TEMPORARY.\n',
    ]);
    expect(lines.filter((line) => line.includes('Sd-webui.parameters'))).toEqual([
      '    Sd-webui.parameters (Stable Diffusion web UI), says: created by a trained model\n',
      '    Sd-webui.parameters (Stable Diffusion web UI), a weak sign, says: created by a trained model\n',
    ]);
    expect(lines.join('')).not.toContain('\u001b');
    expect(lines.at(-1)).toBe('  In a final: BLOCK\n');
  });

  test('explained, with where each claim stands, who found it and what it weighs', () => {
    const lines = [...assetTable(report, { explain: true })];
    const told = lines.filter((line) => line.includes('rules sd-webui.parameters'));
    expect(told[0]).toBe(
      '      weighs as tool, genai/full; read by generator-signature; see: provgate rules sd-webui.parameters\n',
    );
    expect(lines).toContain(
      '      at PNG text “parameters” (png.text.parameters): Steps: 20, \\u{1b}[2JSampler\n',
    );
    expect(told[1]).toMatch(/^ {6}weighs as heuristic, genai\/full; /);
  });

  test('ids that join files are counted, and listed only when explained', () => {
    const ids = [1, 2, 3].map(
      (n): Evidence => ({
        subject: 'content',
        reader: 'lineage-fields',
        readerVersion: 1,
        rule: 'lineage.version',
        strength: 'standard',
        where: `xmp.xmpMM:History[${n}]/stEvt:instanceID`,
        excerpt: `xmp.iid:${n}`,
        status: 'read',
      }),
    );
    const short = [...assetTable({ ...report, evidence: [evidence, ...ids] })].join('');
    expect(short).toContain('    3 ids that join it with other files; --explain shows them\n');
    expect(short).not.toContain('xmp.iid:1');
    expect([...assetTable({ ...report, evidence: ids }, { explain: true })].join('')).toContain('xmp.iid:3');
  });
});

describe('a list', () => {
  const snapshot = {
    sizeBytes: 10,
    mtimeUs: 0,
    ctimeUs: 0,
    birthUs: 0,
    inode: '1',
    device: '1',
    links: 1,
  };
  const location = {
    path: path('stills/=quay.png'),
    assetId: id,
    from: NOW,
    to: undefined,
    snapshot,
    hashedAtUs: 1,
    unreadable: undefined,
    replaced: undefined,
  };
  const rows = [
    { location, asset: genai() },
    {
      location: { ...location, path: path('locked.mov'), assetId: undefined, unreadable: 'EACCES' },
      asset: undefined,
    },
  ];
  const text = async (pieces: AsyncIterable<string>): Promise<string> => {
    let whole = '';
    for await (const piece of pieces) whole += piece;
    return whole;
  };

  test('as JSON has a row for each place, also where bytes could not be obtained', async () => {
    const parsed: unknown = JSON.parse(await text(listJson(rows)));
    expect(assetsSchema.safeParse(parsed).success).toBe(true);
    expect(parsed).toEqual({ schema: 'provgate.assets/1', items: rows.map(listRow) });
    expect(listRow({ location: { ...location, unreadable: 'EACCES' }, asset: undefined })).toMatchObject({
      origin: 'unknown',
      sha256: null,
      state: 'unreadable',
      stateReason: 'EACCES',
    });
  });

  test('as table and CSV', async () => {
    expect(await text(listTable(rows))).toBe(
      'genai   TEMPORARY             10 bytes  stills/=quay.png  (ComfyUI)\nunknown unreadable            10 bytes  locked.mov\n',
    );
    expect((await text(listCsv(rows))).split('\r\n')[1]).toMatch(
      /^stills\/=quay\.png,genai,full,ComfyUI,true,/,
    );
  });
});
