import { describe, expect, test } from 'vitest';
import { hdrPlusNote } from '../../fixtures/build/hdrplus.ts';
import { POINTS } from '../../src/domain/origin.ts';
import { cameraExif } from '../../src/evidence/camera-exif.ts';
import { isCameraMake } from '../../src/evidence/camera-makes.ts';
import { cameraNative } from '../../src/evidence/camera-native.ts';
import { soundRecorder } from '../../src/evidence/sound-recorder.ts';
import { readFields, type Written } from './fields.ts';

const NOTE: Written = ['exif.MakerNote', 'Nikon parsed'];
const BUNDLE: readonly Written[] = [
  ['exif.Make', 'NIKON CORPORATION'],
  ['exif.Model', 'NIKON Z 9'],
  ['exif.ExposureTime', '0.005'],
  ['exif.FNumber', '5.6'],
  ['exif.PhotographicSensitivity', '200'],
  ['exif.DateTimeOriginal', '2026:01:05 10:00:00'],
];
const without = (where: string) => BUNDLE.filter(([name]) => name !== where);
const withMake = (make: string, model = 'X') => [
  ['exif.Make', make] as const,
  ['exif.Model', model] as const,
  ...BUNDLE.slice(2),
];

describe('EXIF of a still camera', () => {
  test('threat 8: the whole bundle without a maker’s block is heuristic', async () => {
    expect(await readFields(cameraExif, BUNDLE)).toMatchObject([
      {
        rule: 'camera.exif-bundle',
        points: POINTS.captured,
        strength: 'heuristic',
        tool: 'NIKON CORPORATION NIKON Z 9',
      },
    ]);
  });

  test('threat 8: with a block that parses as the maker writes it, it is a tool’s own mark', async () => {
    expect(await readFields(cameraExif, [...BUNDLE, NOTE])).toMatchObject([
      { rule: 'camera.maker-note', strength: 'tool', points: POINTS.captured },
    ]);
  });

  test.each(['exif.Make', 'exif.Model', 'exif.ExposureTime', 'exif.FNumber', 'exif.DateTimeOriginal'])(
    'without %s there is no bundle',
    async (where) => {
      expect(await readFields(cameraExif, without(where))).toEqual([]);
    },
  );

  test.each([
    ['another maker’s block', 'Canon', 'jpeg', []],
    ['a block that does not parse', 'NIKON CORPORATION', 'jpeg', [['exif.MakerNote', 'Nikon']]],
    [
      'an editor as the last program',
      'NIKON CORPORATION',
      'jpeg',
      [NOTE, ['exif.Software', 'Adobe Photoshop 26.0']],
    ],
    ['a format cameras do not write', 'NIKON CORPORATION', 'png', [NOTE]],
  ] as const)('threat 8: with %s it stays heuristic', async (_what, make, format, more) => {
    const found = await readFields(
      cameraExif,
      [...withMake(make), ...(more.length === 0 ? [NOTE] : more)],
      format,
    );
    expect(found).toMatchObject([{ strength: 'heuristic' }]);
  });

  test.each([
    '{"nodes":[]}',
    'workflow:{"last_node_id": 48}',
    'Black Forest Labs',
    'Ideogram AI',
    'Aphrodite AI',
  ])('%s is no maker of cameras', async (make) => {
    expect(await readFields(cameraExif, [...withMake(make), NOTE])).toEqual([]);
  });

  test.each([
    ['xmp.xmp:CreatorTool', 'Adobe Lightroom 8.1 (Macintosh)'],
    ['xmp.xmpMM:History[1]/stEvt:softwareAgent', 'Adobe Photoshop 26.9 (Windows)'],
    ['exif.Software', 'Snapseed 2.0'],
    ['exif.Software', 'GIMP 2.10.32'],
    ['xmp.crs:RawFileName', 'DSC_0001.NEF'],
    ['xmp.photoshop:ICCProfile', 'sRGB'],
  ])('threat 8: %s, which an editor writes, makes the maker’s block weigh little', async (where, value) => {
    expect(await readFields(cameraExif, [...BUNDLE, NOTE, [where, value]])).toMatchObject([
      { rule: 'camera.edited', strength: 'heuristic' },
    ]);
  });

  test('a camera’s own firmware is no editor', async () => {
    expect(await readFields(cameraExif, [...BUNDLE, NOTE, ['exif.Software', 'Ver.5.10']])).toMatchObject([
      { rule: 'camera.maker-note' },
    ]);
  });

  test('Google’s note counts where it parses and names the same model', async () => {
    const phone = withMake('Google', 'Pixel 8 Pro');
    const note = hdrPlusNote('Pixel 8 Pro').toString('base64');
    const where = 'xmp.GCamera:HdrPlusMakernote';
    const rules = async (fields: readonly Written[]) =>
      (await readFields(cameraExif, fields)).map((item) => item.rule);
    expect(await rules([...phone, [where, note]])).toEqual(['camera.maker-note']);
    expect(await rules([...withMake('Google', 'Pixel 9'), [where, note]])).toEqual(['camera.exif-bundle']);
    expect(await rules([...phone, [where, `${note.slice(0, 40)}AAAA`]])).toEqual(['camera.exif-bundle']);
    expect(await rules([...phone, [where, 'HDRP']])).toEqual(['camera.exif-bundle']);
  });

  test('a model that holds a prompt is no model', async () => {
    const prompt = 'prompt:{"3":{"class_type":"KSampler"}}';
    expect(await readFields(cameraExif, withMake('Canon', prompt))).toEqual([]);
  });

  test('a second picture inside the file says nothing of the file', async () => {
    const inside = BUNDLE.map(([where, value]): Written => [where, value, 'picture 2']);
    expect(await readFields(cameraExif, inside)).toEqual([]);
  });

  test('makers are known with and without their company’s suffix', () => {
    for (const make of [
      'Canon',
      'OLYMPUS IMAGING CORP.',
      'Konica Minolta Camera, Inc.',
      'General Imaging Co.',
      'SONY',
      'PENTAX Corporation',
    ])
      expect(isCameraMake(make), make).toBe(true);
  });
});

describe('film cameras', () => {
  test.each([
    ['r3d', 'r3d.SerialNumber', '130-246-CE5'],
    ['ari', 'ari.CameraModel', 'ALEXA 35'],
    ['braw', 'isobmff.codec', 'brhq'],
    ['cr3', 'isobmff.udta.CNCV', 'CanonCR3_001/00.09.00/00.00.00'],
    ['crm', 'exif.MakerNote', 'Canon parsed'],
    ['raf', 'exif.Model', 'X-T5'],
    ['lfp', 'lfp.camera.model', 'F01'],
  ])('%s is written by cameras only', async (format, where, value) => {
    const found = await readFields(cameraNative, [[where, value]], format);
    expect(found).toContainEqual(
      expect.objectContaining({ rule: 'camera.raw', points: POINTS.captured, strength: 'tool' }),
    );
  });

  test.each(['r3d', 'ari', 'braw', 'crm', 'cr3', 'cr2', 'raf', 'lfp'])(
    'threat 8: the name or the first bytes of %s alone prove nothing',
    async (format) => {
      expect(await readFields(cameraNative, [], format)).toEqual([]);
      expect(await readFields(cameraNative, [['isobmff.codec', 'avc1']], format)).toEqual([]);
    },
  );

  test('a TIFF-based raw is a camera’s only with a colour filter', async () => {
    expect(await readFields(cameraNative, [], 'dng')).toEqual([]);
    const filter: Written = ['exif.PhotometricInterpretation', '32803'];
    expect(await readFields(cameraNative, [filter], 'dng')).toMatchObject([{ rule: 'camera.raw' }]);
    expect(await readFields(cameraNative, [['exif.PhotometricInterpretation', '2']], 'nef')).toEqual([]);
  });

  test('threat 8: a DNG developed from raw keeps the pattern of its source, and is no raw', async () => {
    const developed: readonly Written[] = [
      ['exif.PhotometricInterpretation', '34892'],
      ['exif.CFAPattern', '0 2 0 2 0 1 1 2'],
    ];
    expect(await readFields(cameraNative, developed, 'dng')).toEqual([]);
  });

  const ARRI: readonly Written[] = [
    ['isobmff.keys.com.arri.camera.CameraModel', 'ALEXA 35'],
    ['isobmff.keys.com.arri.camera.CameraSerialNumber', '50123'],
  ];
  const PHONE: readonly Written[] = [
    ['isobmff.keys.com.apple.quicktime.make', 'Apple'],
    ['isobmff.keys.com.apple.quicktime.model', 'iPhone 17 Pro'],
    ['isobmff.keys.com.apple.quicktime.software', '26.1'],
  ];

  test.each([
    ['ARRI keys', ARRI],
    ['phone keys', PHONE],
    [
      'Sony XML',
      [
        [
          'isobmff.xml',
          '<NonRealTimeMeta><Device manufacturer="Sony" modelName="ILME-FX9"/></NonRealTimeMeta>',
        ],
      ],
    ],
    ['raw codec', [['isobmff.codec', 'brhq']]],
  ] as const)('%s are a camera’s mark', async (_what, fields) => {
    expect(await readFields(cameraNative, fields, 'mov')).toMatchObject([
      { rule: 'camera.keys', points: POINTS.captured, strength: 'tool' },
    ]);
  });

  test.each([
    ['a GoPro', [['isobmff.codec', 'gpmd']]],
    ['a drone', [['isobmff.handler', 'DJI.Meta']]],
    ['an action camera', [['isobmff.handler', 'INS.HVC']]],
    ['a camcorder', [['m2ts.mdpm.Make', 'Sony']]],
    ['a recorder of ProRes RAW', [['isobmff.codec', 'aprh']]],
    [
      'Canon MXF',
      [
        ['mxf.CompanyName', 'CANON'],
        ['mxf.ProductName', 'EOS C300 Mark III'],
      ],
    ],
    ['an old camera’s AVI', [['riff.info.ISFT', 'CanonMVI01']]],
  ] as const)('%s signs in its own way', async (_what, fields) => {
    expect(await readFields(cameraNative, fields, 'mov')).toMatchObject([
      { rule: 'camera.keys', points: POINTS.captured, strength: 'tool' },
    ]);
  });

  test.each([
    ['a maker of decks too', [['mxf.CompanyName', 'Panasonic']]],
    [
      'a program of a camera’s maker',
      [
        ['mxf.CompanyName', 'Canon'],
        ['mxf.ProductName', 'Utility'],
      ],
    ],
    [
      'a phone’s keys with another make',
      [...PHONE.slice(1), ['isobmff.keys.com.apple.quicktime.creationdate', '2026']],
    ],
    ['another codec', [['isobmff.codec', 'apch']]],
    ['padding of a program', [['riff.camera', 'Premiere']]],
  ] as const)('%s is no mark', async (_what, fields) => {
    expect(await readFields(cameraNative, fields, 'mov')).toEqual([]);
  });

  test.each([
    ['matroska.info.WritingApp', 'Lavf61.1.100'],
    ['xmp.xmp:CreatorTool', 'Adobe Premiere Pro 2026.0 (Macintosh)'],
    ['mxf.CompanyName', 'Avid Technology, Inc.'],
    ['isobmff.compressor', 'Lavc61.3.100 libx264'],
    ['isobmff.keys.com.apple.quicktime.software', 'Final Cut Pro 11.1'],
    ['m2ts.service_provider', 'FFmpeg'],
  ])('a file that %s says %s wrote is no original', async (where, value) => {
    const found = await readFields(cameraNative, [...ARRI, [where, value]], 'mov');
    expect(found.filter((item) => item.points !== undefined)).toEqual([]);
    expect(found).toMatchObject([{ rule: 'camera.derived' }]);
  });

  test('one key alone, easily typed, is none', async () => {
    expect(await readFields(cameraNative, ARRI.slice(0, 1), 'mov')).toEqual([]);
  });

  test.each(['Lavf60.16.100', 'HandBrake 1.7', 'Blackmagic Design DaVinci Resolve Studio'])(
    'keys carried over by %s make no original',
    async (encoder) => {
      const [found] = await readFields(cameraNative, [...ARRI, ['isobmff.udta.©too', encoder]], 'mov');
      expect(found).toMatchObject({ rule: 'camera.derived' });
      expect(found?.points).toBeUndefined();
    },
  );

  test('a maker that is none makes no camera', async () => {
    const fields: readonly Written[] = [
      ['isobmff.keys.com.apple.quicktime.make', 'Wonder Generator'],
      ...PHONE.slice(1),
    ];
    expect(await readFields(cameraNative, fields, 'mov')).toEqual([]);
  });
});

describe('scanners', () => {
  test.each([
    ['dpx.Creator', 'Lasergraphics ScanStation'],
    ['exif.Software', 'VueScan 9 x64'],
    ['exif.Model', 'EPSON Perfection V850'],
  ])('%s that names %s is a claim that decides nothing', async (where, value) => {
    expect(await readFields(cameraNative, [[where, value]], 'tiff')).toMatchObject([
      { rule: 'camera.scanner', strength: 'heuristic', points: POINTS.captured },
    ]);
  });

  test.each([
    ['dpx.Project', 'ARRISCAN tests'],
    ['exif.ImageDescription', 'scanned with VueScan'],
    ['exif.Software', 'Scanner Pro'],
  ])('%s that says %s is none', async (where, value) => {
    expect(await readFields(cameraNative, [[where, value]], 'tiff')).toEqual([]);
  });
});

describe('sound recorders', () => {
  const BEXT: readonly Written[] = [
    ['riff.bext.Originator', 'Sound Dev: 833 S#AB12'],
    ['riff.bext.TimeReference', '1728000000'],
    ['riff.ixml', '<BWFXML><TRACK_LIST><TRACK_COUNT>2</TRACK_COUNT></TRACK_LIST></BWFXML>'],
  ];

  test('a recorder with time code and track list recorded the sound', async () => {
    expect(await readFields(soundRecorder, BEXT, 'wav')).toMatchObject([
      { rule: 'recorder.bext', strength: 'tool', points: POINTS.captured },
    ]);
  });

  test.each([
    ['riff.info.ISFT', 'Lavf61.7.100'],
    ['xmp.xmp:CreatorTool', 'Adobe Audition 25.0'],
  ])('a file that %s says %s wrote is no original', async (where, value) => {
    const found = await readFields(soundRecorder, [...BEXT, [where, value]], 'wav');
    expect(found).toMatchObject([{ rule: 'recorder.derived', strength: 'heuristic' }]);
    expect(found[0]?.points).toBeUndefined();
  });

  test.each([
    'Sound Devices MixPre-6',
    'ZOOM F8n Pro',
    'Zaxcom Deva',
    'AatonCantar X3',
    'TASCAM HS-P82',
    'SONOSAX SX-R4+',
  ])('%s is a recorder', async (originator) => {
    const found = await readFields(
      soundRecorder,
      [['riff.bext.Originator', originator], ...BEXT.slice(1)],
      'wav',
    );
    expect(found).toMatchObject([{ rule: 'recorder.bext' }]);
  });

  test('part of its data is heuristic, a workstation’s is nothing', async () => {
    expect(await readFields(soundRecorder, BEXT.slice(0, 2), 'wav')).toMatchObject([
      { strength: 'heuristic' },
    ]);
    const daw: readonly Written[] = [['riff.bext.Originator', 'Pro Tools'], ...BEXT.slice(1)];
    expect(await readFields(soundRecorder, daw, 'wav')).toEqual([]);
  });
});
