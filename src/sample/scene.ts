import sharp from 'sharp';

/** What differs between the pictures of the sample: the light, the boat, the size. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly sky: readonly [string, string];
  readonly water: readonly [string, string];
  readonly sun: { readonly x: number; readonly y: number; readonly colour: string };
  /** Where the boat lies, 0 to 1 across the picture. */
  readonly boat: number;
}

/** Our own drawing of a quay; nothing in it comes from outside. */
function drawing(scene: Scene): Buffer {
  const { width: w, height: h, sky, water, sun, boat } = scene;
  const horizon = h * 0.62;
  const x = boat * w;
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}">
<defs>
<linearGradient id="s" x2="0" y2="1"><stop stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient>
<linearGradient id="w" x2="0" y2="1"><stop stop-color="${water[0]}"/><stop offset="1" stop-color="${water[1]}"/></linearGradient>
</defs>
<rect width="${w}" height="${h}" fill="url(#s)"/>
<circle cx="${sun.x * w}" cy="${sun.y * h}" r="${h * 0.06}" fill="${sun.colour}"/>
<path d="M0 ${horizon} L${w * 0.18} ${h * 0.48} L${w * 0.34} ${horizon} L${w * 0.52} ${h * 0.53} L${w * 0.75} ${horizon} Z" fill="${water[1]}" opacity=".55"/>
<rect y="${horizon}" width="${w}" height="${h - horizon}" fill="url(#w)"/>
<rect x="${sun.x * w - h * 0.03}" y="${horizon}" width="${h * 0.06}" height="${h * 0.3}" fill="${sun.colour}" opacity=".25"/>
<path d="M${w * 0.7} ${horizon - h * 0.02} H${w} V${h} H${w * 0.82} Z" fill="#3b3835"/>
<path d="M${w * 0.76} ${horizon - h * 0.02} v${-h * 0.2} h${w * 0.012} v${h * 0.2} Z" fill="#2a2826"/>
<path d="M${x - w * 0.09} ${h * 0.7} h${w * 0.18} l${-w * 0.03} ${h * 0.07} h${-w * 0.12} Z" fill="#1f2a33"/>
<path d="M${x} ${h * 0.7} v${-h * 0.22} l${w * 0.06} ${h * 0.18} Z" fill="#e8e2d4"/>
</svg>`);
}

export function png(scene: Scene): Promise<Buffer> {
  return sharp(drawing(scene)).removeAlpha().png({ compressionLevel: 9 }).toBuffer();
}

export function jpeg(scene: Scene): Promise<Buffer> {
  return sharp(drawing(scene)).removeAlpha().jpeg({ quality: 88 }).toBuffer();
}

export function webp(scene: Scene): Promise<Buffer> {
  return sharp(drawing(scene)).removeAlpha().webp({ quality: 82 }).toBuffer();
}
