/** A program people work in; what it saved may hold anything, GenAI included. */
export interface HumanApp {
  readonly name: RegExp;
  readonly tool: string;
}

/** Editors, compositors, DAWs, offices and 3D programs, by how they name themselves. Names only: they clear nothing. */
export const HUMAN_APPS: readonly HumanApp[] = [
  { name: /\bAdobe Photoshop Lightroom\b|\b(?:Adobe )?Lightroom\b/i, tool: 'Adobe Lightroom' },
  { name: /\bAdobe Photoshop Camera Raw\b|\bAdobe Camera Raw\b/i, tool: 'Adobe Camera Raw' },
  { name: /\b(?:Adobe )?Photoshop\b/i, tool: 'Adobe Photoshop' },
  { name: /\b(?:Adobe )?Illustrator\b/i, tool: 'Adobe Illustrator' },
  { name: /\b(?:Adobe )?InDesign\b/i, tool: 'Adobe InDesign' },
  { name: /\b(?:Adobe )?After Effects\b/i, tool: 'Adobe After Effects' },
  { name: /\b(?:Adobe )?Premiere\b/i, tool: 'Adobe Premiere' },
  { name: /\b(?:Adobe )?Audition\b/i, tool: 'Adobe Audition' },
  { name: /\bAdobe Media Encoder\b/i, tool: 'Adobe Media Encoder' },
  { name: /\bAffinity (?:Photo|Designer|Publisher)\b/i, tool: 'Affinity' },
  { name: /\bGIMP\b/, tool: 'GIMP' },
  { name: /\bKrita\b/, tool: 'Krita' },
  { name: /\bInkscape\b/i, tool: 'Inkscape' },
  { name: /\bCapture One\b/i, tool: 'Capture One' },
  { name: /\bDxO\b/i, tool: 'DxO' },
  { name: /\bdarktable\b/i, tool: 'darktable' },
  { name: /\bRawTherapee\b/i, tool: 'RawTherapee' },
  { name: /\bPicasa\b/, tool: 'Picasa' },
  { name: /\bNikon Capture\b|\bNX Studio\b/i, tool: 'Nikon Capture' },
  { name: /\bCanva\b/, tool: 'Canva' },
  { name: /\bFigma\b/, tool: 'Figma' },
  { name: /\bDaVinci Resolve\b/i, tool: 'DaVinci Resolve' },
  { name: /\bFinal Cut\b/i, tool: 'Final Cut' },
  { name: /\bAvid Media Composer\b/i, tool: 'Avid Media Composer' },
  { name: /\bPro Tools\b/i, tool: 'Pro Tools' },
  { name: /\bNuendo\b|\bCubase\b/i, tool: 'Steinberg' },
  { name: /\bREAPER\b/i, tool: 'REAPER' },
  { name: /\bWaveLab\b/i, tool: 'WaveLab' },
  { name: /\bLogic Pro\b/i, tool: 'Logic Pro' },
  { name: /\bAudacity\b/i, tool: 'Audacity' },
  { name: /\bBlender\b/, tool: 'Blender' },
  { name: /\bNuke\b/, tool: 'Nuke' },
  { name: /\bHoudini\b/, tool: 'Houdini' },
  { name: /\bAutodesk Maya\b|\bMaya2glTF\b/, tool: 'Maya' },
  { name: /\bCinema 4D\b/i, tool: 'Cinema 4D' },
  { name: /\bSketchUp\b/i, tool: 'SketchUp' },
  {
    name: /\bMicrosoft(?:®|\(R\))? (?:Office |Macintosh )?(?:Word|PowerPoint|Excel)\b/i,
    tool: 'Microsoft Office',
  },
  { name: /\bLibreOffice\b|\bOpenOffice\b/i, tool: 'LibreOffice' },
];

/** The program a text names. */
export function humanAppNamed(text: string): HumanApp | undefined {
  return HUMAN_APPS.find((app) => app.name.test(text));
}
