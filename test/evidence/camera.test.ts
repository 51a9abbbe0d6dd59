import { describe, expect, test } from 'vitest';
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
  test.each(['r3d', 'ari', 'braw', 'cr3', 'raf'])('%s is written by cameras only', async (format) => {
    expect(await readFields(cameraNative, [], format)).toMatchObject([
      { rule: 'camera.raw', points: POINTS.captured, strength: 'tool' },
    ]);
  });

  test('a TIFF-based raw is a camera’s only with a colour filter', async () => {
    expect(await readFields(cameraNative, [], 'dng')).toEqual([]);
    const filter: Written = ['exif.PhotometricInterpretation', '32803'];
    expect(await readFields(cameraNative, [filter], 'dng')).toMatchObject([{ rule: 'camera.raw' }]);
    expect(await readFields(cameraNative, [['exif.PhotometricInterpretation', '2']], 'nef')).toEqual([]);
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

  test('part of its data is heuristic, a workstation’s is nothing', async () => {
    expect(await readFields(soundRecorder, BEXT.slice(0, 2), 'wav')).toMatchObject([
      { strength: 'heuristic' },
    ]);
    const daw: readonly Written[] = [['riff.bext.Originator', 'Pro Tools'], ...BEXT.slice(1)];
    expect(await readFields(soundRecorder, daw, 'wav')).toEqual([]);
  });
});
