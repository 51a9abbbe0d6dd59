import { describe, expect, test } from 'vitest';
import { classify } from '../../src/classify.ts';
import { POINTS } from '../../src/domain/origin.ts';
import { humanApp } from '../../src/evidence/human-app.ts';
import { readEvidence } from '../../src/evidence/index.ts';
import { fileWith, readFields, type Written } from './fields.ts';

describe('programs people work in', () => {
  test.each([
    ['xmp.xmp:CreatorTool', 'Adobe Photoshop 26.9 (Macintosh)', 'Adobe Photoshop'],
    ['xmp.xmp:CreatorTool', 'Capture One 23 Windows', 'Capture One'],
    ['exif.Software', 'GIMP 2.10.36', 'GIMP'],
    ['png.text.Software', 'Krita 5.2', 'Krita'],
    ['riff.bext.Originator', 'Pro Tools', 'Pro Tools'],
    ['riff.bext.Originator', 'Nuendo 13', 'Steinberg'],
    ['riff.info.ISFT', 'REAPER v7.1', 'REAPER'],
    ['isobmff.udta.©swr', 'Blackmagic Design DaVinci Resolve Studio', 'DaVinci Resolve'],
    ['mxf.CompanyName', 'Avid Technology, Inc.', 'Avid'],
    ['fbx.property.Original|ApplicationName', 'Maya 2026', 'Maya'],
    ['obj.comment', 'Blender 4.2.0', 'Blender'],
    ['blend.version', 'Blender 4.5', 'Blender'],
    ['ply.comment', 'VCGLIB generated', 'MeshLab'],
    ['stl.header', 'Exported from Blender-4.2', 'Blender'],
    ['usd.layer.doc', 'Blender v4.2.0', 'Blender'],
    ['dae.authoring_tool', 'COLLADAMax NextGen', '3ds Max'],
    ['ole.summary.Application', 'Microsoft Office Word', 'Microsoft Office'],
    ['html.meta.generator', 'LibreOffice 24.2', 'LibreOffice'],
    ['midi.text', 'MuseScore Version: 4.4', 'a notation program'],
    ['xcf.gimp-comment', 'Created with GIMP', 'GIMP'],
  ])('%s says %s', async (where, value, tool) => {
    expect(await readFields(humanApp, [[where, value]])).toMatchObject([
      { rule: 'human-app.creator', points: POINTS.ambiguous, strength: 'heuristic', tool },
    ]);
  });

  test.each([
    ['xmp.dc:description', 'made in Adobe Photoshop'],
    ['png.text.Comment', 'Krita is a program'],
    ['riff.info.ICMT', 'mixed in Pro Tools'],
    ['obj.comment', 'a harpoon in a blender'],
    ['html.meta.generator', 'WordPress 6.8'],
    ['usd.layer.doc', 'a nuke town'],
  ])('%s that says %s names none', async (where, value) => {
    expect(await readFields(humanApp, [[where, value]])).toEqual([]);
  });

  test.each([
    ['exr.nuke/version', '15.1v2', 'Nuke'],
    ['exr.nuke/node_hash', 'a1b2', 'Nuke'],
    ['exr.BlenderMultiChannel', 'Blender V2.55.1', 'Blender'],
    ['exr.cycles.ViewLayer.samples', '1024', 'Blender'],
    ['exr.File', '/shots/quay/quay.blend', undefined],
    ['exr.arnold/version', '7.3.2.1', 'Arnold'],
    ['exr.vrayInfo/vrayversion', '6.20', 'V-Ray'],
    ['exr.renderman/version', '26.1', 'RenderMan'],
  ])('a renderer signs with %s', async (where, value, tool) => {
    const found = await readFields(humanApp, [[where, value]], 'exr');
    expect(found).toMatchObject([{ rule: 'human-app.render', points: POINTS.ambiguous }]);
    expect(found[0]?.tool).toBe(tool);
  });

  test.each([
    ['exr.owner', 'nuke/version'],
    ['exr.nukes', '15.1'],
    ['exr.File', '/shots/quay/quay.png'],
    ['exr.arnoldian', '7'],
    ['exr.notes', 'cycles.samples'],
  ])('%s is an attribute anyone writes', async (where, value) => {
    expect(await readFields(humanApp, [[where, value]], 'exr')).toEqual([]);
  });

  test('a program’s name never makes a file human, and a generator’s mark beside it wins', async () => {
    const app: Written = ['exr.nuke/version', '15.1v2'];
    const origin = async (fields: readonly Written[]) =>
      classify(await readEvidence(fileWith(fields, {}, 'exr')), { statements: [] }).origin;
    expect(await origin([app])).toBe('unknown');
    const graph = '{"3":{"class_type":"KSampler","inputs":{"steps":20,"cfg":7,"sampler_name":"euler"}}}';
    expect(await origin([app, ['exr.prompt', graph]])).toBe('genai');
  });
});
