import { exifSegment, withSegments } from '../../src/sample/jpeg.ts';
import { cameraExif, INFOTEXT } from '../../src/sample/metadata.ts';
import { textChunk, withChunks } from '../../src/sample/png.ts';
import { jpeg, png } from '../../src/sample/scene.ts';
import { SCENES } from '../../src/sample/scenes.ts';

/** A still that says a WebUI made it. */
export async function genaiStill(): Promise<Buffer> {
  return withChunks(await png(SCENES.dusk), textChunk('parameters', INFOTEXT));
}

/** A photograph with the EXIF of a camera. */
export async function photograph(): Promise<Buffer> {
  const exif = cameraExif('2026:11:18 17:42:09', SCENES.plate.width, SCENES.plate.height);
  return withSegments(await jpeg(SCENES.plate), exifSegment(exif));
}

/** A picture nothing tells anything of. */
export function plainPicture(): Promise<Buffer> {
  return png(SCENES.night);
}
