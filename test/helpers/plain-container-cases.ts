import { font, html, ole, rtf } from '../../fixtures/build/documents.ts';
import { asciiFbx, fbx } from '../../fixtures/build/fbx.ts';
import { generatedStore } from '../../fixtures/build/jumbf.ts';
import { asciiStl, blend, dae, obj, ply, usda, usdc, xcf } from '../../fixtures/build/models.ts';
import { au, caf, camcorderNotes, m2ts, midi, mpeg, y4m } from '../../fixtures/build/streams.ts';
import { xmpPacket } from '../../fixtures/build/xmp.ts';
import type { ContainerCase } from './container-cases.ts';

const TOOL = 'Quayside Maker 1.0';
const TOOL_FIELD = ['xmp.xmp:CreatorTool', TOOL] as const;
const STORE = generatedStore();

/** Models, documents, sound and streams that hold a few words in places of their own. */
export const PLAIN_CONTAINER_CASES: readonly ContainerCase[] = [
  {
    name: 'a binary FBX with its writer',
    container: 'fbx',
    extension: 'fbx',
    bytes: fbx(TOOL, 'Quayside 3D'),
    fields: [
      ['fbx.Creator', TOOL],
      ['fbx.property.Original|ApplicationName', 'Quayside 3D'],
    ],
  },
  {
    name: 'an FBX as text',
    container: 'fbx',
    extension: 'fbx',
    bytes: asciiFbx(TOOL, 'Quayside 3D'),
    fields: [
      ['fbx.Creator', TOOL],
      ['fbx.property.Original|ApplicationName', 'Quayside 3D'],
    ],
  },
  {
    name: 'an OBJ behind a comment',
    container: 'obj',
    extension: 'obj',
    bytes: obj(TOOL),
    fields: [['obj.comment', TOOL]],
    hasNoEnd: 'text may end anywhere',
  },
  {
    name: 'a PLY with a comment',
    container: 'ply',
    extension: 'ply',
    bytes: ply(TOOL),
    fields: [['ply.comment', TOOL]],
  },
  {
    name: 'an STL as text',
    container: 'stl',
    extension: 'stl',
    bytes: asciiStl(TOOL),
    fields: [['stl.solid', TOOL]],
  },
  {
    name: 'a USD layer as text',
    container: 'usd',
    extension: 'usda',
    bytes: usda('by hand (mostly)', TOOL),
    fields: [
      ['usd.layer.doc', 'by hand (mostly)'],
      ['usd.layer.creator', TOOL],
    ],
    alsoWholeAt: [9, 10],
  },
  {
    name: 'a USD crate with strings',
    container: 'usd',
    extension: 'usdc',
    bytes: usdc('Xform', TOOL, 'upAxis'),
    fields: [['usd.string', TOOL]],
  },
  {
    name: 'a Blender file',
    container: 'blend',
    extension: 'blend',
    bytes: blend('405', Buffer.alloc(80, 1)),
    fields: [['blend.version', 'Blender 4.5']],
  },
  {
    name: 'a COLLADA scene',
    container: 'collada',
    extension: 'dae',
    bytes: dae(TOOL),
    fields: [['dae.authoring_tool', TOOL]],
  },
  {
    name: 'a GIMP picture with a comment and XMP',
    container: 'xcf',
    extension: 'xcf',
    bytes: xcf('by hand', xmpPacket({ 'xmp:CreatorTool': TOOL })),
    fields: [['xcf.gimp-comment', 'by hand'], TOOL_FIELD],
  },
  {
    name: 'a web page with generator and manifest',
    container: 'html',
    extension: 'html',
    bytes: html(TOOL, STORE),
    fields: [['html.meta.generator', TOOL]],
    manifest: 'html.manifest',
    hasNoEnd: 'a page may end anywhere',
  },
  {
    name: 'rich text with author and generator',
    container: 'rtf',
    extension: 'rtf',
    bytes: rtf("Ren\\'e9", TOOL),
    fields: [
      ['rtf.author', 'René'],
      ['rtf.generator', TOOL],
    ],
    alsoWholeAt: [1, 2, 3, 4],
  },
  {
    name: 'a compound document with properties',
    container: 'ole',
    extension: 'doc',
    bytes: ole(TOOL, { AIGC: '{"Label":"1"}' }),
    fields: [
      ['ole.summary.Application', TOOL],
      ['ole.custom.AIGC', '{"Label":"1"}'],
    ],
    alsoWholeAt: [1],
  },
  {
    name: 'a font with maker and manifest',
    container: 'font',
    extension: 'ttf',
    bytes: font('Quayside Type', STORE),
    fields: [['font.name.manufacturer', 'Quayside Type']],
    manifest: 'font.C2PA',
  },
  {
    name: 'a Core Audio file with information',
    container: 'caf',
    extension: 'caf',
    bytes: caf({ comments: 'by hand', 'encoding application': TOOL }),
    fields: [
      ['caf.info.comments', 'by hand'],
      ['caf.info.encoding application', TOOL],
    ],
  },
  {
    name: 'a MIDI file with texts',
    container: 'midi',
    extension: 'mid',
    bytes: midi(TOOL, 'Quayside'),
    fields: [
      ['midi.text', TOOL],
      ['midi.copyright', 'Quayside'],
    ],
  },
  {
    name: 'Sun audio with an annotation',
    container: 'au',
    extension: 'au',
    bytes: au(TOOL),
    fields: [['au.annotation', TOOL]],
  },
  {
    name: 'raw video with a comment',
    container: 'y4m',
    extension: 'y4m',
    bytes: y4m('QUAY'),
    fields: [['y4m.comment', 'QUAY']],
  },
  {
    name: 'a transport stream of a camcorder',
    container: 'mpeg',
    extension: 'mts',
    bytes: m2ts(camcorderNotes(0x1011), 'Quayside'),
    fields: [
      ['m2ts.service_provider', 'Quayside'],
      ['m2ts.service_name', 'Quay'],
      ['m2ts.mdpm.Make', 'Canon'],
      ['m2ts.mdpm.Date', '2026-05'],
    ],
    hasNoEnd: 'a stream may end at any packet',
  },
  {
    name: 'a program stream with user data',
    container: 'mpeg',
    extension: 'mpg',
    bytes: mpeg(TOOL),
    fields: [['mpeg.user_data', TOOL]],
    hasNoEnd: 'a stream may end anywhere',
  },
  {
    name: 'bare frames',
    container: 'plain',
    extension: 'ivf',
    bytes: Buffer.from('DKIF\0\0 \0'),
    fields: [],
  },
];
