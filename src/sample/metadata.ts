import { exifBlock, unicodeComment } from './exif.ts';

/** What a WebUI writes about a picture it made, in its own form of text. */
export const INFOTEXT = [
  'a stone quay at dusk, fishing boat, calm water, 35mm film still',
  'Negative prompt: people, lettering, blur',
  'Steps: 28, Sampler: DPM++ 2M Karras, CFG scale: 6.5, Seed: 417203355, Size: 960x540, ' +
    'Model hash: 31e35c80fc, Model: sd_xl_base_1.0, Version: v1.10.1',
].join('\n');

const NODES = {
  '3': {
    class_type: 'KSampler',
    inputs: {
      seed: 88_120,
      steps: 24,
      cfg: 7,
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: 1,
      model: ['4', 0],
      positive: ['6', 0],
      negative: ['7', 0],
      latent_image: ['5', 0],
    },
  },
  '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'sd_xl_base_1.0.safetensors' } },
  '5': { class_type: 'EmptyLatentImage', inputs: { width: 960, height: 540, batch_size: 1 } },
  '6': { class_type: 'CLIPTextEncode', inputs: { text: 'harbour wall in overcast light', clip: ['4', 1] } },
  '7': { class_type: 'CLIPTextEncode', inputs: { text: 'lettering', clip: ['4', 1] } },
  '8': { class_type: 'VAEDecode', inputs: { samples: ['3', 0], vae: ['4', 2] } },
  '9': { class_type: 'SaveImage', inputs: { filename_prefix: 'quay_ext', images: ['8', 0] } },
};

/** The graph ComfyUI runs, and the one its editor shows, as it writes them into a picture. */
export const COMFY = {
  prompt: JSON.stringify(NODES),
  workflow: JSON.stringify({
    last_node_id: 9,
    last_link_id: 9,
    nodes: Object.entries(NODES).map(([id, node]) => ({
      id: Number(id),
      type: node.class_type,
      pos: [0, 0],
    })),
    links: [
      [1, 4, 0, 3, 0, 'MODEL'],
      [7, 3, 0, 8, 0, 'LATENT'],
      [9, 8, 0, 9, 0, 'IMAGE'],
    ],
    version: 0.4,
  }),
} as const;

/** The EXIF block in which SwarmUI leaves its parameters. */
export function swarmExif(): Buffer {
  const parameters = {
    sui_image_params: {
      prompt: 'fog over a harbour, concept sketch',
      model: 'sd_xl_base_1.0',
      seed: 1_204_551,
      steps: 20,
      cfgscale: 7,
      width: 960,
      height: 540,
      swarm_version: '0.9.6.2',
    },
  };
  return exifBlock({}, { UserComment: unicodeComment(JSON.stringify(parameters)) });
}

/** The EXIF block of a photograph, complete enough to be believed and no proof of anything. */
export function cameraExif(original: string, width: number, height: number): Buffer {
  return exifBlock(
    {
      Make: { text: 'SONY' },
      Model: { text: 'ILCE-7M4' },
      Orientation: { short: 1 },
      XResolution: { ratio: [350, 1] },
      YResolution: { ratio: [350, 1] },
      ResolutionUnit: { short: 2 },
      Software: { text: 'ILCE-7M4 v3.01' },
      DateTime: { text: original },
      YCbCrPositioning: { short: 1 },
    },
    {
      ExposureTime: { ratio: [1, 50] },
      FNumber: { ratio: [28, 10] },
      PhotographicSensitivity: { short: 800 },
      ExifVersion: { raw: Buffer.from('0232') },
      DateTimeOriginal: { text: original },
      DateTimeDigitized: { text: original },
      OffsetTimeOriginal: { text: '+00:00' },
      ComponentsConfiguration: { raw: Buffer.of(1, 2, 3, 0) },
      FocalLength: { ratio: [350, 10] },
      SubSecTimeOriginal: { text: '417' },
      FlashpixVersion: { raw: Buffer.from('0100') },
      ColorSpace: { short: 1 },
      PixelXDimension: { long: width },
      PixelYDimension: { long: height },
      FileSource: { raw: Buffer.of(3) },
      SceneType: { raw: Buffer.of(1) },
      BodySerialNumber: { text: '5207713' },
      LensModel: { text: 'FE 35mm F1.4 GM' },
    },
  );
}

/** The label that services in China put on what they generate (GB 45438-2025, appendix E). */
export const AIGC_LABEL = JSON.stringify({
  Label: '1',
  ContentProducer: 'sample-video-service',
  ProduceID: 'qs-0007',
  ReservedCode1: '',
  ContentPropagator: '',
  PropagateID: '',
  ReservedCode2: '',
});
