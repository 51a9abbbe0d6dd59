import { EDITORS, HANDLING, NEUTRAL, SAMPLERS } from './comfyui-names.ts';

/** What the kind of a node tells about a picture that came out of its graph. */
export type NodeKind =
  | 'sampler'
  | 'cloud'
  | 'editor'
  | 'creative-upscale'
  | 'enhance'
  | 'neutral'
  | 'generative-looking'
  | 'unknown';

/** Hosted generators by the name of their vendor or model; the packs of resellers put it anywhere in the class name. */
const CLOUD =
  /(?:^|[_ -]|API|Api|KIE|Kie|[Ff]al|FAL)(?:(?:OpenAI|ChatGPT|GPT[ _-]?[Ii]mage\d?|D[Aa][Ll][Ll][ _·-]?[Ee]|Sora|Gemini|Nano[ _-]?Banana|Imagen|Veo|[Kk]ling|Runway|Luma(?:Image|Video|Photon|Ray|Modify|Text)|Pixverse|PixVerse|Min[Ii]max(?!-?Remover)|MiniMax(?!-?Remover)|Hailuo|Moonvalley|ByteDance|Seedream|SeedEdit|Seedance|Jimeng|JiMeng|即梦|Dreamina|Doubao|豆包|FluxPro|FluxUltra|FluxKontext(?:Pro|Max)|Flux2(?:Pro|Max|Flex|Image)|Flux3|Ideogram|Recraft|Stability(?!Matrix)|Vidu|Wan\w{0,40}[Aa][Pp][Ii]|Rodin|Tripo|Meshy|Grok|L[Tt][Xx][Vv]?\w{0,20}Api|Hunyuan3D\w{0,40}Api|Tencent|Reve|Bria|ElevenLabs|FishAudio|Suno|Udio|Hey[Gg]en|Hedra|Higgsfield|Krea|Leonardo|Midjourney|Firefly|Freepik|Quiver)(?![a-z])|Pika[a-z]*)/;
/** What such a node is called when it changes a picture given to it. */
const CLOUD_EDIT =
  /edit|inpaint|outpaint|expand|eras|remix|replace|img2img|imagetoimage|image2image|reframe|fill|canny|depth|lip ?sync|extend|modify|restyle|swap|try ?on/i;
/** Those that answer in text, or only prepare a call. */
const CLOUD_TEXT =
  /Chat(?!GPT)|LLM|Caption|Describe|Prompt(?:Enhanc|Gen)|SpeechToText|Style(?!Transfer)|InputFiles|(?:Text(?:API|Api|Gen\w{0,10})?|Client|Status|Checker|Key|Config|Settings|Balance)(?:Node)?$/;

const ENHANCERS =
  /^(?:UpscaleModelLoader|ImageUpscaleWithModel|ImageUpscaleWithModelBatched|Upscale Model Loader|CR (?:Upscale Image|Load Upscale Model)|easy imageUpscale\w*|RIFE(?: ?VFI)?|FILM(?: ?VFI)?|\w{2,20}[ _]VFI(?:\b.*)?|GIMMVFI\w*|DownloadAndLoadGIMMVFIModel|\w{0,20}FrameInterpol\w{0,20}|StabilityUpscaleFast(?:Node)?|RecraftCrispUpscale(?:Node)?|Topaz\w*(?:Enhance|Upscale)\w*|HitPaw\w*|Wavespeed\w*(?:FlashVSR|Upscale)\w*|MagnificImageUpscalerPrecise\w*|FaceRestore\w*|ReActorRestoreFace\w*|ReActorFaceBoost|GFPGAN\w*|CodeFormer\w*|FlashVSR\w*|SeedVR2\w*|RTXVideo\w*|RTX\w*Super\w*|\w*SuperResolution\w*|\w*Denoise(?:Audio|Video|Image)\w*|Upscale by Factor with Model \(WLSH\)|Image Upscale|Upscale Image \(using Model\))$/i;
const CREATIVE_UPSCALERS =
  /upscale\w*creative|creative\w*upscale|upscaleconservative|upscale\w*conservative|^SUPIR(?!_model_loader)|^CCSR|^Clarity|^Magnific|^FluxVideoUpscale/i;

/** Parts of a diffusion graph that are no sampler: a graph with them generates even when its sampler is unknown. */
const GENERATIVE =
  /sampler|sampling|diffus|generat|txt2|text_?to_?|img2img|image_?to_?(?:image|video|3d)|inpaint|[ti]2[viam]\b|checkpoint|unet|\bdit\b|lora|vae|clip(?:text|loader|vision)|textencode|conditioning|guider|empty\w*latent|latent|controlnet|ipadapter|hunyuan|flux|musicgen|acestep|tts/i;

/** A call that turns words or media into other media, by a name of that form. */
const CONVERTER =
  /(?:te?xt|prompt|speech|image|img|video|audio|reference|frames?)[ _-]?(?:to|2)[ _-]?(?:image|img|video|audio|speech|music|song|3d|model|mesh)|(?:^|[_ -]|\d)[tifr](?:lf)?2[iv](?:[_ -]|$|[A-Z])/i;
/** Those that only write or encode the words for it. */
const WORDING = /prompt\w{0,8}$|conditioning|encode/i;
/** Longest class name looked at; real ones stay under a hundred characters. */
const MAX_TYPE_CHARS = 200;

/** The kind of a node by its class and the names of its inputs. */
export function kindOf(written: string, inputs: ReadonlySet<string>): NodeKind {
  const type = written.slice(0, MAX_TYPE_CHARS);
  const name = type.toLowerCase();
  if (SAMPLERS.has(name) || hasSamplerShape(inputs)) return 'sampler';
  if (NEUTRAL.has(name)) return 'neutral';
  if (ENHANCERS.test(type)) return 'enhance';
  if (CREATIVE_UPSCALERS.test(type)) return 'creative-upscale';
  if (EDITORS.test(type)) return 'editor';
  if (CLOUD.test(type)) return CLOUD_TEXT.test(type) ? 'neutral' : 'cloud';
  if (/sampler/i.test(type) && runsModel(inputs)) return 'sampler';
  if (CONVERTER.test(type) && !WORDING.test(type) && hasAny(inputs, PROMPTS)) return 'cloud';
  if (GENERATIVE.test(type)) return 'generative-looking';
  return HANDLING.test(type) ? 'neutral' : 'unknown';
}

/** Settings no other node has together, or the wires of one: model, both prompts, and what to start from. */
function hasSamplerShape(inputs: ReadonlySet<string>): boolean {
  if (inputs.has('steps') && inputs.has('cfg') && hasAny(inputs, ['sampler_name', 'seed', 'denoise']))
    return true;
  const isPrompted = inputs.has('positive') && inputs.has('negative');
  return hasAny(inputs, MODELS) && isPrompted && hasAny(inputs, LATENTS) && !inputs.has('base_ctx');
}

/** Any other sampler: it takes a model and something to start from. Selectors of a sampling method take neither. */
function runsModel(inputs: ReadonlySet<string>): boolean {
  return (
    hasAny(inputs, [...MODELS, 'guider', 'pipe', 'basic_pipe']) && hasAny(inputs, [...LATENTS, ...SEEDS])
  );
}

const MODELS = ['model', 'transformer', 'unet', 'pipeline', 'diffusion_model', 'dit'];
const LATENTS = [
  'latent_image',
  'latent',
  'latents',
  'samples',
  'optional_latent',
  'image_embeds',
  'image_latents',
];
const PROMPTS = ['prompt', 'text_prompt', 'positive_prompt', 'prompt_text'];
const SEEDS = ['noise', 'seed', 'noise_seed', 'steps', 'sigmas'];

function hasAny(inputs: ReadonlySet<string>, names: readonly string[]): boolean {
  return names.some((name) => inputs.has(name));
}

/** Whether a hosted generator says by its name that it changes a picture it is given. */
export function isCloudEdit(type: string): boolean {
  return CLOUD_EDIT.test(type);
}

/** Whether what a hosted generator returns is a still: given a picture, it returns that picture changed. */
export function returnsStill(type: string): boolean {
  return !/video|veo|kling|sora|3d|model|mesh|audio|speech|music|voice|svg/i.test(type);
}

/** Where a chain of latents ends in something made before: a loaded file. */
export function isLoader(type: string): boolean {
  return /^(?:VHS_)?Load(?:Image|Video|Audio|Latent)|LoadImage|ImageLoad|Image Load|LoadVideo|WebcamCapture|RecordAudio/i.test(
    type,
  );
}

/** Where it becomes a latent, or is prepared for repainting. */
export function isEncoder(type: string): boolean {
  return /^VAEEncode|VAE ?Encode|Inpaint|ImageToVideo|ImgToVideo|InstructPix|^StableCascade_StageC_VAEEncode/i.test(
    type,
  );
}

/** Prompts that hold a picture to be changed: the canvas may be empty, the result is still an edit of that picture. */
export function holdsReference(type: string): boolean {
  return /ReferenceLatent|ImageEdit|QwenImageEdit|InstructPix|InpaintModelConditioning|Kontext/i.test(type);
}

/** An empty canvas: its size may be measured from a picture, its content is not. */
export function isEmptyLatent(type: string): boolean {
  return /empty\w*latent|latent\w*empty|empty latent/i.test(type);
}
