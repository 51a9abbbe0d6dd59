import type { Origin } from '../domain/origin.ts';
import { signAsGenerated } from './c2pa-sign.ts';
import { exifSegment, withSegments, xmpSegment } from './jpeg.ts';
import { AIGC_LABEL, COMFY, cameraExif, INFOTEXT, swarmExif } from './metadata.ts';
import { mp4 } from './mp4.ts';
import { internationalTextChunk, textChunk, withChunks } from './png.ts';
import { jpeg, png, type Scene, webp } from './scene.ts';
import { SCENES } from './scenes.ts';
import { broadcastWave } from './wav.ts';
import { withExif } from './webp.ts';
import type { SigningIdentity } from './x509.ts';
import { sourceTypePacket } from './xmp.ts';

/** One file of the sample production and what provgate should make of it. */
export interface SampleFile {
  /** Below the media root. */
  readonly path: string;
  readonly origin: Origin;
  readonly suspected: boolean;
  /** One line for the tour: what the file shows. */
  readonly shows: string;
  /** The file's bytes; `identity` signs where a signature is called for. */
  readonly make: (identity: SigningIdentity) => Promise<Buffer>;
}

const CLIP = { width: 320, height: 180 } as const;
const CLIP_FRAMES = 12;

/** Every media file of the sample, in the order a person meets them. */
export const SAMPLE_FILES: readonly SampleFile[] = [
  {
    path: '01_CAMERA/A003/A003C012_plate.jpg',
    origin: 'camera',
    suspected: false,
    shows: 'a photograph; the folder rule of the camera offload vouches for it',
    make: () => photograph(SCENES.plate, '2026:11:18 17:42:09'),
  },
  {
    path: '02_SOUND/S12_T03_harbour.wav',
    origin: 'camera',
    suspected: false,
    shows: 'a field recording with the chunks its recorder wrote',
    make: async () =>
      broadcastWave({
        originator: 'SoundDevices:MixPre-6II',
        reference: 'SDMX620261118174209000',
        date: '2026-11-18',
        time: '17:42:09',
        timeReference: 3_059_472_000,
        scene: '12',
        take: '3',
        track: 'Boom',
      }),
  },
  {
    path: '04_VFX/acme/shot_010/quay_ext_v003.png',
    origin: 'genai',
    suspected: false,
    shows: 'a set extension from a vendor, its ComfyUI graph inside',
    make: async () =>
      withChunks(
        await png(SCENES.overcast),
        textChunk('prompt', COMFY.prompt),
        textChunk('workflow', COMFY.workflow),
      ),
  },
  {
    path: '04_VFX/acme/shot_020/fog_previz.mp4',
    origin: 'genai',
    suspected: false,
    shows: 'a clip with the AIGC label',
    make: fogClip,
  },
  {
    path: '05_ART/ideation/quay_dusk_01.png',
    origin: 'genai',
    suspected: false,
    shows: 'an ideation picture, a WebUI’s parameters inside',
    make: async () => withChunks(await png(SCENES.dusk), textChunk('parameters', INFOTEXT)),
  },
  {
    path: '05_ART/ideation/fog_sketch.webp',
    origin: 'genai',
    suspected: false,
    shows: 'an ideation picture, SwarmUI parameters in its EXIF',
    make: async () => withExif(await webp(SCENES.fog), swarmExif(), SCENES.fog.width, SCENES.fog.height),
  },
  {
    path: '05_ART/ideation/night_quay.jpg',
    origin: 'genai',
    suspected: false,
    shows: 'a picture whose IPTC source type says a trained model made it',
    make: async () =>
      withSegments(
        await jpeg(SCENES.night),
        xmpSegment(sourceTypePacket('trainedAlgorithmicMedia', 'Harbour Picture Service')),
      ),
  },
  {
    path: '05_ART/ideation/poster_idea.png',
    origin: 'genai',
    suspected: false,
    shows: 'Content Credentials, signed with a certificate nobody vouches for',
    make: async (identity) =>
      signAsGenerated(
        await png(SCENES.poster),
        { title: 'poster_idea.png', format: 'image/png', generator: 'Harbour Picture Service' },
        identity,
      ),
  },
  {
    path: '05_ART/ideation/ChatGPT Image Nov 20, 2026, 04_12_33 PM.png',
    origin: 'unknown',
    suspected: true,
    shows: 'nothing inside, but the name gives it away: a person must look',
    make: () => png(SCENES.noon),
  },
  {
    path: '05_ART/reference/harbour_wall.jpg',
    origin: 'unknown',
    suspected: false,
    shows: 'nothing tells how this was made',
    make: () => jpeg(SCENES.haze),
  },
  {
    path: '06_DELIVERY/stills/quay_dusk.png',
    origin: 'genai',
    suspected: false,
    shows: 'a GenAI still that slipped into the delivery',
    make: async () =>
      withChunks(
        await png(SCENES.still),
        internationalTextChunk(
          'XML:com.adobe.xmp',
          sourceTypePacket('trainedAlgorithmicMedia', 'Harbour Picture Service'),
        ),
        textChunk('parameters', INFOTEXT.replace('960x540', '1280x720')),
      ),
  },
  {
    path: '06_DELIVERY/stills/plate_A003C014.jpg',
    origin: 'unknown',
    suspected: false,
    shows: 'a photograph without a word from anybody: its EXIF alone is no proof',
    make: () => photograph(SCENES.secondPlate, '2026:11:18 17:58:31'),
  },
];

async function photograph(scene: Scene, takenAt: string): Promise<Buffer> {
  const exif = exifSegment(cameraExif(takenAt, scene.width, scene.height));
  return withSegments(await jpeg(scene), exif);
}

/** Fog rolls in: the picture of the previz, a little lighter with each frame. */
async function fogClip(): Promise<Buffer> {
  const frames: Buffer[] = [];
  for (let at = 0; at < CLIP_FRAMES; at++) {
    const boat = SCENES.fog.boat - at * 0.02;
    frames.push(await jpeg({ ...SCENES.fog, ...CLIP, boat }));
  }
  return mp4({ ...CLIP, frames, keys: { AIGC: AIGC_LABEL } });
}
