import { POINTS } from '../domain/origin.ts';
import { CREATOR_TOOL, MAKE } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SOURCE = 'https://github.com/wiltodelta/remove-ai-watermarks';
const FIELD = new RegExp(`${CREATOR_TOOL.source}|${MAKE.source}`, 'i');

/** A service that gives its name where a program or camera maker is named. */
interface Service {
  readonly slug: string;
  readonly tool: string;
  /** The whole name, with what may follow it; a version may follow in any case. */
  readonly name: string;
  readonly lookalike: string;
}

/** Seen to name themselves, or named so by programs that pass their pictures on. */
const KNOWN: readonly Service[] = [
  { slug: 'ideogram', tool: 'Ideogram', name: 'Ideogram', lookalike: 'Ideograms of Egypt' },
  {
    slug: 'nightcafe',
    tool: 'NightCafe',
    name: 'NightCafe(?: Creator| Studio)?',
    lookalike: 'NightCafe Bar Till',
  },
  { slug: 'dreamstudio', tool: 'DreamStudio', name: 'DreamStudio', lookalike: 'DreamStudios Edit Suite' },
  { slug: 'invokeai', tool: 'InvokeAI', name: 'Invoke ?AI', lookalike: 'Invoke Air Traffic' },
  { slug: 'imagen', tool: 'Google Imagen', name: 'Google Imagen', lookalike: 'Imagenomic Portraiture' },
  {
    slug: 'nano-banana',
    tool: 'Google Nano Banana',
    name: 'Nano Banana(?: Pro| Lite)?',
    lookalike: 'Banana Pi',
  },
  { slug: 'recraft', tool: 'Recraft', name: 'Recraft(?:\\.ai| AI)?', lookalike: 'Recrafted Furniture' },
  { slug: 'playground', tool: 'Playground AI', name: 'Playground AI', lookalike: 'Playground' },
  { slug: 'craiyon', tool: 'Craiyon', name: 'Craiyon', lookalike: 'Crayon Box' },
  { slug: 'bing', tool: 'Bing Image Creator', name: 'Bing Image Creator', lookalike: 'Bing Maps' },
  { slug: 'fal', tool: 'fal.ai', name: 'fal[-.]ai', lookalike: 'falcon' },
  { slug: 'flux', tool: 'FLUX', name: 'FLUX\\.\\d ?(?:\\[?[a-z]{2,10}\\]?)?', lookalike: 'f.lux 4' },
  {
    slug: 'qwen-image',
    tool: 'Qwen-Image',
    name: 'Qwen[- ]Image(?:[- ]Edit)?',
    lookalike: 'Qwen Imaging Ltd',
  },
];

/** Services of whose files none is known to say so: the name is a sign, no proof. */
const LIKELY: readonly Service[] = [
  { slug: 'leonardo', tool: 'Leonardo', name: 'Leonardo(?:\\.| )?AI', lookalike: 'Leonardo' },
  { slug: 'krea', tool: 'Krea', name: 'Krea(?:\\.| )AI', lookalike: 'Kreator' },
  { slug: 'kling', tool: 'Kling', name: 'Kling ?AI', lookalike: 'Klingon Font Maker' },
  { slug: 'hailuo', tool: 'Hailuo', name: 'Hailuo(?: AI)?', lookalike: 'Hailuoto Island' },
  { slug: 'vidu', tool: 'Vidu', name: 'Vidu(?: AI)?', lookalike: 'Vidulum' },
  { slug: 'runway', tool: 'Runway', name: 'Runway(?:ML| Gen-\\d)', lookalike: 'Runway' },
  { slug: 'pika', tool: 'Pika', name: 'Pika Labs', lookalike: 'Pika Backup' },
  { slug: 'pixverse', tool: 'PixVerse', name: 'PixVerse', lookalike: 'Pixverses' },
  { slug: 'luma-video', tool: 'Luma AI', name: 'Luma Dream Machine', lookalike: 'LumaFusion' },
  { slug: 'udio', tool: 'Udio', name: 'Udio', lookalike: 'Audio' },
  { slug: 'elevenlabs', tool: 'ElevenLabs', name: 'Eleven ?Labs', lookalike: 'Eleven' },
  { slug: 'stable-audio', tool: 'Stable Audio', name: 'Stable Audio', lookalike: 'Stable Audio Drivers' },
  { slug: 'riffusion', tool: 'Riffusion', name: 'Riffusion', lookalike: 'Riff' },
  { slug: 'meshy', tool: 'Meshy', name: 'Meshy(?: ?AI)?', lookalike: 'MeshLab' },
  {
    slug: 'rodin',
    tool: 'Rodin',
    name: '(?:Hyper3D )?Rodin(?: Gen-\\d)?',
    lookalike: 'Rodin Museum scanner',
  },
  { slug: 'trellis', tool: 'TRELLIS', name: 'TRELLIS', lookalike: 'Trellis fences' },
  { slug: 'triposr', tool: 'TripoSR', name: 'TripoS[RG]', lookalike: 'Tripod' },
  { slug: 'hunyuan3d', tool: 'Hunyuan3D', name: 'Hunyuan ?3D(?:-\\d[\\d.]{0,4})?', lookalike: 'Hunyuan' },
];

/** AI services named where a program or a camera maker is named. */
export const rules: readonly SignatureRule[] = [
  ...KNOWN.map((service) => ruleOf(service, 'tool')),
  ...LIKELY.map((service) => ruleOf(service, 'heuristic')),
];

function ruleOf({ slug, tool, name, lookalike }: Service, strength: 'tool' | 'heuristic'): SignatureRule {
  const doubt = strength === 'tool' ? '' : ', of which no file is known to say so';
  return {
    id: `${slug}.named`,
    tool,
    about: `${tool} named as the program or maker of the file${doubt}`,
    source: SOURCE,
    field: FIELD,
    keyword: '',
    value: new RegExp(`^\\s{0,8}${name}(?:[ /-]v?\\d[\\w.]{0,12})?\\s{0,8}$`, 'i'),
    points: POINTS.generated,
    strength,
    matches: [[['exif.Software', plainName(name)]], [['gltf.asset.generator', plainName(name)]]],
    ignores: [[['exif.Software', lookalike]], [['xmp.dc:description', plainName(name)]]],
  };
}

/** The shortest text a name’s pattern fits: without what may be left out, one digit and letter for any. */
function plainName(pattern: string): string {
  return pattern
    .replaceAll(/\(\?:(?:[^()]|\([^()]*\))*\)\?/g, '')
    .replaceAll(/\(\?:([^|()]*)[^()]*\)/g, '$1')
    .replaceAll(/\[(.)[^\]]*\]/g, '$1')
    .replaceAll(' ?', '')
    .replaceAll('\\d', '3')
    .replaceAll('\\', '');
}
