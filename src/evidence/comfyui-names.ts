/** Class names of ComfyUI nodes by what they do, as their packs register them; compared in lower case. */
function named(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(', ')).map((name) => name.toLowerCase()));
}

/** Nodes that run a diffusion model. */
export const SAMPLERS = named(
  'KSampler, KSamplerAdvanced, SamplerCustom, SamplerCustomAdvanced, KSampler (Efficient)',
  'KSampler Adv. (Efficient), KSampler SDXL (Eff.), KSampler //Inspire, KSamplerAdvanced //Inspire',
  'KSampler Cycle, KSampler (WAS), KSamplerWithNAG, KSamplerAdvancedPipe //Inspire',
  'easy fullkSampler, easy kSampler, easy kSamplerTiled, easy kSamplerInpainting',
  'ttN pipeKSampler, ttN pipeKSampler_v2, ttN pipeKSamplerAdvanced, ttN pipeKSamplerSDXL, ttN KSampler_v2',
  'ImpactKSamplerBasicPipe, ImpactKSamplerAdvancedBasicPipe, TwoSamplersForMask',
  'UltimateSDUpscale, UltimateSDUpscaleNoUpscale, UltimateSDUpscaleCustomSample, FaceDetailer, FaceDetailerPipe',
  'DetailerForEach, DetailerForEachPipe, DetailerForEachDebug, SEGSDetailer, MaskDetailerPipe, IterativeLatentUpscale',
  'IterativeImageUpscale, WanVideoSampler, HyVideoSampler, CogVideoSampler, LTXVBaseSampler, LTXVLoopingSampler',
  'MochiSampler, XlabsSampler, TiledKSampler, BNK_TiledKSampler, BNK_TiledKSamplerAdvanced, FluxSampler',
  'FluxSamplerParams+, StableCascade_StageB_Sampler, FramePackSampler, FramePackSamplerF1, AnimateDiffSampler',
  'ADE_AnimateDiffSampler, Hy3DGenerateMesh, Hy3DGenerateMeshMultiView, Hy3DSampleMultiView, Hy3DMeshGenerator',
  'ACEStepSampler, StableAudioSampler, SamplerLCMCycle, ClownsharKSampler_Beta, ClownsharkSampler',
  'SharkSampler_Beta, KRestartSamplerSimple, KRestartSampler, KRestartSamplerAdv, SeargeSDXLSampler',
  'SeargeSDXLImage2ImageSampler, SDXL_Sampler, Ksampler_mira, LayerUtility: KSampler',
);

/** Nodes that put new content into what they are given, without a sampler of their own. */
export const EDITORS =
  /^ReActorFaceSwap|face ?swap|^LaMa|lama ?(?:inpaint|remov)|InpaintWithModel|ProPainter|MiniMax-?Remover|LivePortrait|Wav2Lip|LatentSync|SadTalker|MuseTalk|Infinite ?Talk|MagicEraser|RemoveObject|DDColor|DeOldify|StyleTransfer(?:Model)?|outpaint(?!.*pad)|\binpaint_?anything/i;

/**
 * Nodes known to move, resize, colour, cut, measure or show what is there. A class that is not listed here is unknown,
 * and an unknown class makes the graph unjudged: new generators appear as new classes.
 */
export const NEUTRAL = named(
  'LoadImage, LoadImageMask, LoadImageOutput, LoadImageFromPath, LoadVideo, LoadAudio, Load3D, LoadLatent, SaveImage',
  'SaveImageWebsocket, SaveAnimatedWEBP, SaveAnimatedPNG, SaveVideo, SaveWEBM, SaveAudio, SaveAudioMP3, SaveAudioOpus',
  'SaveGLB, SaveSVGNode, SaveLatent, PreviewImage, PreviewVideo, PreviewAudio, Preview3D, PreviewAny, ImageCompare',
  'CreateVideo, GetVideoComponents, TrimVideo, Video Slice, VHS_LoadVideo, VHS_LoadVideoPath, VHS_LoadImages',
  'VHS_LoadImagesPath, VHS_LoadVideoFFmpeg, VHS_LoadVideoFFmpegPath, VHS_LoadImagePath, VHS_VideoCombine',
  'VHS_VideoInfo, VHS_VideoInfoLoaded, VHS_VideoInfoSource, VHS_LoadAudio, VHS_LoadAudioUpload, VHS_AudioToVHSAudio',
  'VHS_SplitImages, VHS_SelectEveryNthImage, VHS_SelectImages, VHS_MergeImages, VHS_GetImageCount, VHS_PruneOutputs',
  'VHS_DuplicateImages, VHS_BatchManager, VHS_SplitMasks, VHS_MergeMasks, VHS_SelectMasks, VHS_Unbatch',
  'ImageScale, ImageScaleBy, ImageScaleToTotalPixels, ImageScaleToMaxDimension, ImageResize, ImageResize+',
  'ImageResizeKJ, ImageResizeKJv2, ResizeImageMaskNode, ImageCrop, ImageCropV2, ImageCrop+, ImagePadForOutpaint',
  'ImagePad, ImagePadKJ, ImageInvert, ImageBatch, ImageBatchMulti, ImageFromBatch, ImageFromBatch+, RepeatImageBatch',
  'RebatchImages, BatchImagesNode, ImageBlend, ImageBlur, ImageQuantize, ImageFlip, ImageFlip+, ImageRotate',
  'ImageStitch, ImageConcanate, ImageConcatMulti, ImageGrid, ImageCompositeMasked, ImageComposite+, ImageColorToMask',
  'ImageToMask, MaskToImage, SolidMask, InvertMask, CropMask, MaskComposite, FeatherMask, GrowMask, ThresholdMask',
  'GrowMaskWithBlur, MaskPreview, MaskPreview+, EmptyImage, ImageDesaturate, ImageDesaturate+, ImageLevelsAdjustment',
  'ColorMatch, ColorCorrect, ImageEnhanceDifference+, ImageSharpen, ImageAddNoise, ImageColorSpace',
  'PorterDuffImageComposite, SplitImageWithAlpha, JoinImageWithAlpha, GetImageSize, GetImageSize+',
  'GetImageSizeAndCount, GetImageRangeFromBatch, Canny, FluxKontextImageScale, ImageYUVToRGB, ImageRGBToYUV',
  'DepthAnythingPreprocessor, DepthAnythingV2Preprocessor, DepthAnything_V2, DownloadAndLoadDepthAnythingV2Model',
  'MiDaS-DepthMapPreprocessor, Zoe-DepthMapPreprocessor, LineArtPreprocessor, LotusDepth, AIO_Preprocessor',
  'CannyEdgePreprocessor, OpenposePreprocessor, DWPreprocessor, HEDPreprocessor, PiDiNetPreprocessor, TilePreprocessor',
  'SAMLoader, SAM2Segment, Sam2Segmentation, SAMModelLoader (segment anything), GroundingDinoSAMSegment (segment anything)',
  'GroundingDinoModelLoader (segment anything), DownloadAndLoadSAM2Model, BRIAI_RMBG_ModelLoader, BRIA_RMBG_ModelLoader_Zho',
  'BRIA_RMBG_Zho, RMBG, BiRefNetRMBG, BiRefNet, BiRefNet_Hugo, InspyrenetRembg, Image Rembg (Remove Background)',
  'ImageRemoveBackground, ImageRemoveBackground+, RemBGSession+, easy imageRemBg, RecraftRemoveBackgroundNode',
  'BriaRemoveImageBackground, BriaRemoveVideoBackground, RecraftVectorizeImageNode, Note, MarkdownNote, Reroute',
  'Reroute (rgthree), Label (rgthree), Fast Groups Bypasser (rgthree), Fast Groups Muter (rgthree)',
  'Fast Bypasser (rgthree), Fast Muter (rgthree), Bookmark (rgthree), Image Comparer (rgthree), Display Any (rgthree)',
  'Seed (rgthree), Any Switch (rgthree), PrimitiveNode, PrimitiveInt, PrimitiveFloat, PrimitiveString',
  'PrimitiveStringMultiline, PrimitiveBoolean, StringConcatenate, StringReplace, RegexReplace, RegexExtract',
  'ShowText|pysssss, MathExpression|pysssss, ComfyMathExpression, ComfySwitchNode, SetNode, GetNode, INTConstant',
  'FloatConstant, StringConstant, StringConstantMultiline, easy showAnything, easy int, easy float, easy string',
  'AdjustBrightness, AdjustContrast, NormalizeImages, TrimAudioDuration, SplitAudioChannels, AudioConcat',
  'AudioMerge, AudioAdjustVolume, EmptyAudio, RecordAudio, WebcamCapture, Image Save, Image Resize, Image Load',
  'Image Filter Adjustments, Image Crop Location, Image Blend, Image to Latent Mask, JWImageResize, CR Image Grid Panel',
  'OpenAIInputFiles, GeminiInputFiles, OpenAIChatNode, OpenAIChatConfig, GeminiNode, ClaudeNode, OpenRouterNode',
  'LumaReferenceNode, LumaConceptsNode, LumaConcepts, RecraftColorRGB, RecraftControls, PixverseTemplateNode',
  'KlingCameraControls, TripoConversionNode, TripoRigNode, TripoRetargetNode, ElevenLabsSpeechToText',
);

/** Beginnings of names that open, keep or show what is there, whatever comes after; tried last of all. */
export const HANDLING =
  /^(?:Load|Save|Preview|Show|Display|Get|Set|String|Int|Float|Boolean|Math)(?:$|[ _|(]|Image|Mask|Video|Audio|Text|Any|Size|Number)/;
