import { POINTS, type Points } from '../domain/origin.ts';

/** A product whose name alone tells how its output was made. */
export interface Product {
  /** Tried on claim generators, software agents, action descriptions and the signer's certificate, each by itself. */
  readonly name: RegExp;
  readonly tool: string;
  readonly points: Points;
}

/**
 * Products that do nothing but generate (C2PA conformance list and dated captures). Makers of editors, transcoders and
 * cameras are not here: their names say nothing of one file.
 */
export const AI_PRODUCTS: readonly Product[] = [
  { name: /^Dreamina\b/i, tool: 'Dreamina', points: POINTS.generated },
  {
    name: /^Microsoft[ _]Responsible[ _]AI\b|^Image Creator from (?:Microsoft )?Designer\b|^Bing Image Creator\b/i,
    tool: 'Microsoft Image Creator',
    points: POINTS.generated,
  },
  { name: /^Azure OpenAI ImageGen\b/i, tool: 'Azure OpenAI', points: POINTS.generated },
  {
    name: /^(?:ChatGPT|GPT-4o|gpt-image|DALL[·-]?E|OpenAI-API|OpenAI Media Service)\b/i,
    tool: 'OpenAI',
    points: POINTS.generated,
  },
  {
    name: /^Sora(?:$|[ /])|\bTruepic Lens CLI in (?:Sora|ChatGPT)$/i,
    tool: 'OpenAI',
    points: POINTS.generated,
  },
  { name: /^Adobe[ _]Firefly\b(?! Boards)/i, tool: 'Adobe Firefly', points: POINTS.generated },
  { name: /^Black Forest Labs API\b|^Flux\.\d/i, tool: 'FLUX', points: POINTS.generated },
  { name: /^(?:xAI )?Grok Imagine\b/i, tool: 'Grok', points: POINTS.generated },
  { name: /^Runway (?:Image|Video|Audio) Generation\b/i, tool: 'Runway', points: POINTS.generated },
  {
    name: /^Titan Image Generator\b|^(?:Amazon )?Nova (?:Canvas|Reel)\b|^Amazon[ _]Bedrock\b/i,
    tool: 'Amazon Bedrock',
    points: POINTS.generated,
  },
  { name: /^Suno Content Credentials\b|^Suno(?:$|[ /,])/i, tool: 'Suno', points: POINTS.generated },
  { name: /^Eleven ?Labs\b/i, tool: 'ElevenLabs', points: POINTS.generated },
  { name: /^(?:Getty Images|iStock) AI-Generated\b/i, tool: 'Getty Images', points: POINTS.generated },
  { name: /^(?:Getty Images|iStock) AI-Modified\b/i, tool: 'Getty Images', points: POINTS.aiEdited },
  { name: /^Reface ?AI\b/i, tool: 'RefaceAI', points: POINTS.generated },
  { name: /^Clipstudios\.ai\b/i, tool: 'Clipstudios.ai', points: POINTS.generated },
  { name: /^Brahma AI\b/i, tool: 'Brahma AI', points: POINTS.generated },
  {
    name: /^BrennerMedien\b.*\bAI Generator\b/i,
    tool: 'BrennerMedien AI Generator',
    points: POINTS.generated,
  },
  { name: /^Mondel[eē]z AIDA\b/i, tool: 'AIDA', points: POINTS.generated },
];

/** Watermarks that only generators apply; every other binding is used on human work as well. */
export const AI_BINDINGS: ReadonlySet<string> = new Set([
  'com.microsoft.invismark.1',
  'com.microsoft.wavmark.1',
  'com.aiwatermark.pixelseal.1',
  'com.aiwatermark.videoseal.1',
  'com.aiwatermark.audioseal.1',
]);

/** The product a name stands for. */
export function productNamed(name: string): Product | undefined {
  return AI_PRODUCTS.find((product) => product.name.test(name.trim()));
}

/** A claim generator as people know it: `Adobe_Photoshop/26.9.0 adobe_c2pa/0.14.2` is `Adobe Photoshop`. */
export function productName(generator: string): string {
  return (generator.split('/')[0] ?? generator).replaceAll('_', ' ').trim();
}
