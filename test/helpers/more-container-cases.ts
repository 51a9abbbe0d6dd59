import { aiff, aiffChunk } from '../../fixtures/build/aiff.ts';
import { asf } from '../../fixtures/build/asf.ts';
import { dpx } from '../../fixtures/build/dpx.ts';
import { exr } from '../../fixtures/build/exr.ts';
import { flac } from '../../fixtures/build/flac.ts';
import { flv } from '../../fixtures/build/flv.ts';
import { glb } from '../../fixtures/build/gltf.ts';
import { comm, geob, id3Tag, mpegFrame, txxx } from '../../fixtures/build/id3.ts';
import { j2k, jp2, xmpUuid } from '../../fixtures/build/jp2.ts';
import { generatedStore } from '../../fixtures/build/jumbf.ts';
import { brotliBox, jxl, jxlExif } from '../../fixtures/build/jxl.ts';
import { attachment, cluster, info, matroska, simpleTag, tags } from '../../fixtures/build/matroska.ts';
import { identification, mxf } from '../../fixtures/build/mxf.ts';
import { opus } from '../../fixtures/build/ogg.ts';
import { basics, pdf, pdfStream, pdfWithStreams } from '../../fixtures/build/pdf.ts';
import { png, tEXt } from '../../fixtures/build/png.ts';
import { imageResource, placedFile, psd } from '../../fixtures/build/psd.ts';
import { bext } from '../../fixtures/build/riff.ts';
import { ari, bmp, hdr, icns, ico, lfp, r3d, tga } from '../../fixtures/build/simple.ts';
import { dsf, w64, w64Chunk } from '../../fixtures/build/sound.ts';
import { svg } from '../../fixtures/build/svg.ts';
import { gzipNamed, paxNamed, tar } from '../../fixtures/build/tar.ts';
import { cameraExif } from '../../fixtures/build/tiff.ts';
import { xmpPacket } from '../../fixtures/build/xmp.ts';
import { docx, kra } from '../../fixtures/build/zip.ts';
import type { ContainerCase } from './container-cases.ts';

const TOOL = 'Quayside Maker 1.0';
const XMP = Buffer.from(xmpPacket({ 'xmp:CreatorTool': TOOL }));
const TOOL_FIELD = ['xmp.xmp:CreatorTool', TOOL] as const;
const MAKE_FIELD = ['exif.Make', 'Quayside Optical'] as const;
const AIGC = '{"Label":"1","ContentProducer":"quayside"}';
const STORE = generatedStore();
const ATTACHED = [
  { value: '<< /Type /Filespec /AFRelationship /C2PA_Manifest /EF << /F 5 0 R >> >>' },
  pdfStream('/Subtype /application#2Fc2pa', STORE),
];

/** Sound, moving pictures, documents, models and the rest, one or more for each reader of theirs. */
export const MORE_CONTAINER_CASES: readonly ContainerCase[] = [
  {
    name: 'an MP3 with a label, a comment and a manifest',
    container: 'mp3',
    extension: 'mp3',
    bytes: Buffer.concat([
      id3Tag([txxx('AIGC', AIGC), comm('by hand'), geob('application/c2pa', STORE)]),
      mpegFrame(),
    ]),
    fields: [
      ['id3.TXXX.AIGC', AIGC],
      ['id3.COMM', 'by hand'],
    ],
    manifest: 'id3.GEOB',
  },
  {
    name: 'a FLAC with comments',
    container: 'flac',
    extension: 'flac',
    bytes: flac([`aigc=${AIGC}`, 'TITLE=Kai bei Dämmerung']),
    fields: [
      ['vorbis.AIGC', AIGC],
      ['vorbis.TITLE', 'Kai bei Dämmerung'],
      ['vorbis.vendor', 'quayside 1.0'],
    ],
  },
  {
    name: 'an Opus with comments',
    container: 'ogg',
    extension: 'opus',
    bytes: opus([`AIGC=${AIGC}`]),
    fields: [['vorbis.AIGC', AIGC]],
  },
  {
    name: 'an AIFF with text and ID3 behind its sound',
    container: 'aiff',
    extension: 'aif',
    bytes: aiff(aiffChunk('ANNO', 'by hand'), aiffChunk('ID3 ', id3Tag([txxx('AIGC', AIGC)]))),
    fields: [
      ['aiff.ANNO', 'by hand'],
      ['id3.TXXX.AIGC', AIGC],
    ],
  },
  {
    name: 'a Matroska with tags behind its cluster, one nested',
    container: 'matroska',
    extension: 'mkv',
    bytes: matroska([
      info(TOOL),
      cluster(),
      attachment('cover.png', 'image/png', png()),
      tags(simpleTag('AIGC', AIGC, simpleTag('SOURCE', 'quay'))),
    ]),
    fields: [
      ['matroska.info.WritingApp', TOOL],
      ['matroska.attachment.name', 'cover.png'],
      ['matroska.tag.AIGC', AIGC],
      ['matroska.tag.AIGC/SOURCE', 'quay'],
    ],
  },
  {
    name: 'an FLV with metadata',
    container: 'flv',
    extension: 'flv',
    bytes: flv({ encoder: 'Lavf61', AIGC }),
    fields: [
      ['flv.encoder', 'Lavf61'],
      ['flv.AIGC', AIGC],
    ],
  },
  {
    name: 'an ASF with attributes old and new',
    container: 'asf',
    extension: 'wmv',
    bytes: asf('Kai bei Dämmerung', ['WM/ToolName', TOOL], ['AIGC', AIGC]),
    fields: [
      ['asf.Title', 'Kai bei Dämmerung'],
      ['asf.WM/ToolName', TOOL],
      ['asf.AIGC', AIGC],
    ],
  },
  {
    name: 'an MXF with its writer named and XML in a partition of its own',
    container: 'mxf',
    extension: 'mxf',
    bytes: mxf([identification('Quayside Optical', 'Q-Cam')], '<NonRealTimeMeta/>'),
    fields: [
      ['mxf.CompanyName', 'Quayside Optical'],
      ['mxf.ProductName', 'Q-Cam'],
      ['mxf.ProductVersion', '1.2.3.0'],
      ['mxf.xml', '<NonRealTimeMeta/>'],
    ],
  },
  {
    name: 'a PSD with XMP and EXIF',
    container: 'psd',
    extension: 'psd',
    bytes: psd([imageResource(1060, XMP), imageResource(1058, cameraExif())], { packed: true }),
    fields: [TOOL_FIELD, MAKE_FIELD],
  },
  {
    name: 'an EXR with texts',
    container: 'exr',
    extension: 'exr',
    bytes: exr({ 'nuke/version': '15.1', comments: 'plate' }),
    fields: [
      ['exr.nuke/version', '15.1'],
      ['exr.comments', 'plate'],
    ],
  },
  {
    name: 'a JPEG XL with EXIF, compressed XMP and a manifest',
    container: 'jxl',
    extension: 'jxl',
    bytes: jxl([jxlExif(cameraExif()), brotliBox('xml ', XMP), STORE]),
    fields: [MAKE_FIELD, TOOL_FIELD],
    manifest: 'jxl.jumb',
  },
  {
    name: 'a JP2 with XMP and a comment in its codestream',
    container: 'jp2',
    extension: 'jp2',
    bytes: jp2([xmpUuid(XMP.toString()), STORE], 'quayside encoder'),
    fields: [TOOL_FIELD, ['jp2.comment', 'quayside encoder']],
    manifest: 'jp2.jumb',
  },
  {
    name: 'a bare JPEG 2000 codestream',
    container: 'jp2',
    extension: 'j2k',
    bytes: j2k('quayside encoder'),
    fields: [['jp2.comment', 'quayside encoder']],
  },
  {
    name: 'an SVG with a graph, RDF and a manifest',
    container: 'svg',
    extension: 'svg',
    bytes: svg(
      `<metadata><![CDATA[{"prompt":"1 < 2"}]]></metadata><metadata><rdf:RDF><rdf:Description xmp:CreatorTool="${TOOL}"/></rdf:RDF><c2pa:manifest>${STORE.toString('base64')}</c2pa:manifest></metadata>`,
      '<!-- Generator: Quayside Draw -->',
    ),
    fields: [['svg.metadata', '{"prompt":"1 < 2"}'], TOOL_FIELD, ['svg.comment', 'Generator: Quayside Draw']],
    manifest: 'svg.manifest',
  },
  {
    name: 'a GLB with generator, extras and XMP',
    container: 'gltf',
    extension: 'glb',
    bytes: glb({
      asset: { generator: 'ComfyUI', extras: { prompt: '{}' } },
      extensions: {
        KHR_xmp_json_ld: {
          packets: [
            { '@context': { a: 'http://ns.adobe.com/xap/1.0/' }, 'a:CreatorTool': { '@value': TOOL } },
          ],
        },
      },
      images: [png()],
    }),
    fields: [['gltf.asset.generator', 'ComfyUI'], ['gltf.asset.extras.prompt', '{}'], TOOL_FIELD],
  },
  {
    name: 'a DOCX with custom properties and a manifest',
    container: 'zip',
    extension: 'docx',
    bytes: docx({ AIGC }, [{ name: 'META-INF/content_credential.c2pa', content: STORE, isStored: true }]),
    fields: [
      ['ooxml.custom.AIGC', AIGC],
      ['ooxml.app.Application', 'Quayside Writer'],
      ['zip.entry', 'word/document.xml'],
    ],
    manifest: 'zip.manifest',
  },
  {
    name: 'a Krita painting with annotations',
    container: 'zip',
    extension: 'kra',
    bytes: kra(png(), { 'ai_diffusion/ui.json': '{"v":1}' }),
    fields: [
      ['zip.entry', 'quay/annotations/ai_diffusion/ui.json'],
      ['kra.annotation.ai_diffusion/ui.json', '{"v":1}'],
    ],
  },
  {
    name: 'a PDF with information, compressed XMP and a manifest',
    container: 'pdf',
    extension: 'pdf',
    bytes: pdf([
      ...basics('/Metadata 3 0 R /AF [4 0 R]', `/AIGC (${AIGC}) /Producer <feff0051>`),
      pdfStream('/Type /Metadata /Subtype /XML', XMP, true),
      ...ATTACHED,
    ]),
    fields: [['pdf.info.AIGC', AIGC], ['pdf.info.Producer', 'Q'], TOOL_FIELD],
    manifest: 'pdf.manifest',
  },
  {
    name: 'a PDF with objects and table in streams',
    container: 'pdf',
    extension: 'pdf',
    bytes: pdfWithStreams([
      ...basics('/Metadata 3 0 R', `/AIGC (${AIGC})`),
      pdfStream('/Type /Metadata /Subtype /XML', XMP),
    ]),
    fields: [['pdf.info.AIGC', AIGC], TOOL_FIELD],
  },
  {
    name: 'a Markdown text with front matter',
    container: 'markdown',
    extension: 'md',
    bytes: Buffer.from('---\ntitle: Quay\nAIGC:\n  Label: "1"\n---\n\n# Quay\n'),
    fields: [['markdown.frontmatter', 'title: Quay\nAIGC:\n  Label: "1"']],
    hasNoEnd: 'text may end anywhere',
  },
  {
    name: 'a DPX',
    container: 'dpx',
    extension: 'dpx',
    bytes: dpx('Quayside Scan', 'Quay'),
    fields: [
      ['dpx.Creator', 'Quayside Scan'],
      ['dpx.Project', 'Quay'],
    ],
  },
  {
    name: 'an EPS with comments and XMP',
    container: 'xmp-packets',
    extension: 'eps',
    bytes: Buffer.concat([
      Buffer.from(`%!PS-Adobe-3.0 EPSF-3.0\n%%Creator: ${TOOL}\n%%EndComments\n`),
      XMP,
      Buffer.from('\n%%EOF\n'),
    ]),
    fields: [['eps.Creator', TOOL], TOOL_FIELD],
    hasNoEnd: 'a program may end anywhere',
  },
  {
    name: 'a REDCODE clip',
    container: 'redcode',
    extension: 'r3d',
    bytes: r3d(),
    fields: [
      ['r3d.SerialNumber', '130-246-CE5'],
      ['r3d.CameraType', 'A'],
    ],
  },
  {
    name: 'an ARRIRAW frame',
    container: 'camera-raw',
    extension: 'ari',
    bytes: ari(),
    fields: [['ari.CameraModel', 'ALEXA 35']],
  },
  { name: 'a bitmap', container: 'bitmap', extension: 'bmp', bytes: bmp(), fields: [] },
  {
    name: 'a light field picture',
    container: 'lfp',
    extension: 'lfp',
    bytes: lfp('Lytro, Inc.', 'F01'),
    fields: [['lfp.camera.model', 'F01']],
  },
  { name: 'a Windows icon', container: 'icons', extension: 'ico', bytes: ico(png()), fields: [] },
  { name: 'a macOS icon', container: 'icons', extension: 'icns', bytes: icns(png()), fields: [] },
  {
    name: 'a TGA with author and software',
    container: 'simple-headers',
    extension: 'tga',
    bytes: tga('quayside', TOOL),
    fields: [
      ['tga.author', 'quayside'],
      ['tga.software', TOOL],
    ],
    hasNoEnd: 'run-length encoded pixels have no length, and the footer is optional',
  },
  {
    name: 'a Radiance picture',
    container: 'simple-headers',
    extension: 'hdr',
    bytes: hdr(TOOL),
    fields: [['hdr.SOFTWARE', TOOL]],
  },
  {
    name: 'a PSD with a placed file',
    container: 'psd',
    extension: 'psd',
    bytes: psd([], { layers: placedFile('quay.png', png({ before: [tEXt('Title', TOOL)] })) }),
    fields: [],
  },
  {
    name: 'a Wave64 with a description and a label behind its sound',
    container: 'w64',
    extension: 'w64',
    bytes: w64(w64Chunk('bext', bext('Quayside', 'take 3').subarray(8)), w64Chunk('AIGC', AIGC)),
    fields: [
      ['riff.bext.Description', 'take 3'],
      ['riff.AIGC', AIGC],
    ],
  },
  {
    name: 'a DSD stream with a tag at its end',
    container: 'dsd',
    extension: 'dsf',
    bytes: dsf(id3Tag([comm('by ear')])),
    fields: [['id3.COMM', 'by ear']],
  },
  {
    name: 'a TAR of two files, one with a long name',
    container: 'tar',
    extension: 'tar',
    bytes: tar([{ name: 'quay.txt', content: 'x' }, ...paxNamed('stills/a long name.txt', 'y')]),
    fields: [
      ['tar.entry', 'quay.txt'],
      ['tar.entry', 'stills/a long name.txt'],
    ],
  },
  {
    name: 'a packed file with its name',
    container: 'gzip',
    extension: 'gz',
    bytes: gzipNamed('quay.txt', 'a quay at dusk'),
    fields: [['gzip.name', 'quay.txt']],
  },
];
