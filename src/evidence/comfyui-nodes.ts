/** What the kind of a node tells about a picture that came out of its graph. */
export type NodeKind =
  | 'sampler'
  | 'cloud'
  | 'creative-upscale'
  | 'enhance'
  | 'neutral'
  | 'generative-looking'
  | 'unknown';

const SAMPLERS = new Set(
  [
    'KSampler',
    'KSamplerAdvanced',
    'SamplerCustom',
    'SamplerCustomAdvanced',
    'KSampler (Efficient)',
    'KSampler Adv. (Efficient)',
    'KSampler SDXL (Eff.)',
    'KSampler //Inspire',
    'KSamplerAdvanced //Inspire',
    'UltimateSDUpscale',
    'UltimateSDUpscaleNoUpscale',
    'FaceDetailer',
    'DetailerForEach',
    'WanVideoSampler',
    'HyVideoSampler',
    'CogVideoSampler',
    'LTXVBaseSampler',
    'MochiSampler',
    'XlabsSampler',
    'TiledKSampler',
    'FluxSampler',
    'StableCascade_StageB_Sampler',
  ].map((name) => name.toLowerCase()),
);

/** Nodes that call a hosted generator; `comfy_api_nodes` and their forerunners. */
const CLOUD =
  /^(?:OpenAI(?:Dalle|GPTImage|VideoSora)|GeminiImage|GeminiNanoBanana|NanoBanana|Imagen|Veo3?Video|Veo|Kling|Runway|Luma|Pika|Pixverse|Minimax|Hailuo|Moonvalley|ByteDance|Seedream|Seedance|FluxPro|FluxKontext|Flux2|Ideogram|Recraft|Stability|Vidu|Wan(?:Text|Image|2)|Rodin3D|Tripo|Meshy|Grok|Ltxv?Api|Hunyuan3DApi|Tencent|Reve|Bria|Topaz|ElevenLabs|Suno)/i;
/** Of those, the ones that change a picture given to them. */
const CLOUD_EDIT =
  /edit|inpaint|outpaint|expand|erase|remix|replace|img2img|imagetoimage|reframe|fill|canny|depth/i;

const ENHANCERS =
  /^(?:UpscaleModelLoader|ImageUpscaleWithModel|RIFE(?: ?VFI)?|FILM(?: ?VFI)?|\w{2,20} VFI|StabilityUpscaleFast(?:Node)?|RecraftCrispUpscale(?:Node)?|Topaz\w*(?:Enhance|Upscale)\w*|FaceRestore\w*|GFPGAN\w*|CodeFormer\w*|ImageSharpen|FlashVSR\w*|SeedVR2\w*)$/i;
const CREATIVE_UPSCALERS =
  /upscale\w*creative|creative\w*upscale|upscaleconservative|^SUPIR|^CCSR|^Clarity|^Magnific/i;

/**
 * Nodes known to move, resize, colour, cut, measure or show what is there. A class that is not listed here is unknown,
 * and an unknown class makes the graph unjudged: new generators appear as new classes.
 */
const NEUTRAL = new Set(
  [
    'LoadImage LoadImageMask LoadImageOutput LoadImageFromPath LoadVideo LoadAudio Load3D LoadLatent SaveImage',
    'SaveImageWebsocket SaveAnimatedWEBP SaveAnimatedPNG SaveVideo SaveWEBM SaveAudio SaveAudioMP3 SaveAudioOpus',
    'SaveGLB SaveSVGNode SaveLatent PreviewImage PreviewVideo PreviewAudio Preview3D PreviewAny ImageCompare',
    'CreateVideo GetVideoComponents TrimVideo VHS_LoadVideo VHS_LoadVideoPath VHS_LoadImages VHS_LoadImagesPath',
    'VHS_VideoCombine VHS_VideoInfo VHS_LoadAudio VHS_SplitImages VHS_SelectEveryNthImage VHS_MergeImages',
    'ImageScale ImageScaleBy ImageScaleToTotalPixels ImageScaleToMaxDimension ImageResize ImageResizeKJ ImageResizeKJv2',
    'ResizeImageMaskNode ImageCrop ImageCropV2 ImagePadForOutpaint ImagePad ImageInvert ImageBatch ImageFromBatch',
    'RepeatImageBatch RebatchImages ImageBlend ImageBlur ImageQuantize ImageFlip ImageRotate ImageStitch ImageConcanate',
    'ImageCompositeMasked ImageColorToMask ImageToMask MaskToImage SolidMask InvertMask CropMask MaskComposite',
    'FeatherMask GrowMask ThresholdMask EmptyImage ImageDesaturate ImageLevelsAdjustment ColorMatch ColorCorrect',
    'PorterDuffImageComposite SplitImageWithAlpha JoinImageWithAlpha GetImageSize GetImageSizeAndCount Canny',
    'DepthAnythingPreprocessor DepthAnythingV2Preprocessor MiDaS-DepthMapPreprocessor LineArtPreprocessor',
    'CannyEdgePreprocessor OpenposePreprocessor DWPreprocessor HEDPreprocessor SAMLoader SAM2Segment Sam2Segmentation',
    'DownloadAndLoadSAM2Model BRIAI_RMBG_ModelLoader BRIA_RMBG_Zho RMBG ImageRemoveBackground RecraftRemoveBackgroundNode',
    'RecraftVectorizeImageNode Note MarkdownNote Reroute PrimitiveNode PrimitiveInt PrimitiveFloat PrimitiveString',
    'PrimitiveStringMultiline PrimitiveBoolean StringConcatenate RegexReplace ShowText|pysssss MathExpression|pysssss',
    'ImageAddNoise AdjustBrightness AdjustContrast NormalizeImages TrimAudioDuration SplitAudioChannels AudioConcat',
    'AudioMerge AudioAdjustVolume EmptyAudio RecordAudio WebcamCapture',
  ]
    .join(' ')
    .split(' ')
    .map((name) => name.toLowerCase()),
);

/** Parts of a diffusion graph that are no sampler: a graph with them generates even when its sampler is unknown. */
const GENERATIVE =
  /sampler|sampling|diffus|generat|txt2|text_?to_?|img2img|image_?to_?(?:image|video|3d)|inpaint|[ti]2[viam]\b|checkpoint|unet|\bdit\b|lora|vae|clip(?:text|loader|vision)|textencode|conditioning|guider|empty\w*latent|latent|controlnet|ipadapter|hunyuan|flux|musicgen|acestep|tts/i;

/** The kind of a node by its class and the names of its inputs. */
export function kindOf(type: string, inputs: ReadonlySet<string>): NodeKind {
  const name = type.toLowerCase();
  if (SAMPLERS.has(name) || (inputs.has('steps') && inputs.has('cfg') && inputs.has('sampler_name')))
    return 'sampler';
  if (NEUTRAL.has(name) || /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(name)) return 'neutral';
  if (CREATIVE_UPSCALERS.test(type)) return 'creative-upscale';
  if (ENHANCERS.test(type)) return 'enhance';
  if (CLOUD.test(type)) return 'cloud';
  // Any other sampler: it takes a model and something to start from. Selectors of a sampling method take neither.
  const starts = ['latent_image', 'latent', 'samples', 'noise', 'seed', 'noise_seed'].some((key) =>
    inputs.has(key),
  );
  if (/sampler/i.test(type) && (inputs.has('model') || inputs.has('guider')) && starts) return 'sampler';
  return GENERATIVE.test(type) ? 'generative-looking' : 'unknown';
}

/** Whether a hosted generator was given a picture to change. */
export function isCloudEdit(type: string): boolean {
  return CLOUD_EDIT.test(type);
}

/** Where a chain of latents ends in something made before: a loaded file. */
export function isLoader(type: string): boolean {
  return /^(?:VHS_)?Load(?:Image|Video|Audio|Latent)|LoadImage|ImageLoad|LoadVideo|WebcamCapture|RecordAudio/i.test(
    type,
  );
}

/** Where it becomes a latent, or is prepared for repainting. */
export function isEncoder(type: string): boolean {
  return /^VAEEncode|Inpaint|ImageToVideo|InstructPix|^StableCascade_StageC_VAEEncode/i.test(type);
}

/** An empty canvas: its size may be measured from a picture, its content is not. */
export function isEmptyLatent(type: string): boolean {
  return /empty\w*latent|latent\w*empty|empty latent/i.test(type);
}
