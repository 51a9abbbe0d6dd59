import type { Evidence } from '../domain/evidence.ts';
import type { Field, MediaSource } from '../domain/media.ts';
import { POINTS } from '../domain/origin.ts';
import { CREATOR_TOOL, HISTORY_AGENT } from '../signatures/carriers.ts';
import { claim, placeOf } from './claim.ts';
import { humanAppNamed } from './human-apps.ts';
import type { EvidenceReader } from './reader.ts';
import { fields, fieldsIn } from './rule-note.ts';

/** Attributes by which renderers and compositors mark EXR files. */
const RENDER_ATTRIBUTE =
  /^exr\.(?:nuke\/|BlenderMultiChannel$|RenderTime$|cycles\.|arnold\/|vrayInfo\/|renderman\/|rman_|husk:|karma:|redshift\/|octane\/|corona\/|maxwell|ocio:|acesImageContainerFlag$)/;
/** The scene a renderer worked from. */
const SCENE_FILE = /\.(?:blend|ma|mb|hip(?:nc|lc)?|nk|c4d|max|aep)$/i;
/** Fields that a timeline or project writes into what it renders. */
const PROJECT_FIELD = /^xmp\.(?:xmpDM:projectRef|creatorAtom:)/;

/**
 * Programs people work in. Each of them contains or accepts GenAI, so their names support a declaration and never stand for
 * one: the claim is ambiguous.
 */
export const humanApp: EvidenceReader = {
  id: 'human-app',
  version: 1,
  rules: [
    {
      id: 'human-app.creator',
      about: 'a program people work in saved this file',
      source: 'XMP basic schema, EXIF 3.0',
      match: fields(['xmp.xmp:CreatorTool', 'Adobe Photoshop 26.9 (Macintosh)']),
      nearMiss: fields(['xmp.dc:description', 'Adobe Photoshop 26.9 (Macintosh)']),
    },
    {
      id: 'human-app.render',
      about: 'attributes of a renderer or compositor',
      source: 'OpenEXR attributes',
      match: fieldsIn('exr', ['exr.nuke/version', '15.1v2']),
      nearMiss: fieldsIn('exr', ['exr.owner', 'nuke']),
    },
    {
      id: 'human-app.project',
      about: 'a link to the project it was rendered from',
      source: 'XMP dynamic media schema',
      match: fields(['xmp.xmpDM:projectRef/xmpDM:path', 'quay.prproj']),
      nearMiss: fields(['xmp.xmpDM:project', 'quay.prproj']),
    },
  ],
  read: readApps,
};

function readApps(source: MediaSource): readonly Evidence[] {
  const found = new Map<string, Evidence>();
  for (const field of source.fields) {
    const said = appEvidence(field);
    // A history names the same program at every save; once is enough.
    if (said !== undefined && !found.has(`${said.rule} ${said.tool}`))
      found.set(`${said.rule} ${said.tool}`, said);
  }
  return [...found.values()];
}

function appEvidence(field: Field): Evidence | undefined {
  if (CREATOR_TOOL.test(field.where) || HISTORY_AGENT.test(field.where) || WRITERS.test(field.where)) {
    const app = humanAppNamed(field.value.slice(0, MAX_NAME_CHARS));
    return app === undefined ? undefined : ambiguous('human-app.creator', field, app.tool);
  }
  const isScene = field.where === 'exr.File' && SCENE_FILE.test(field.value.slice(-MAX_NAME_CHARS));
  if (isScene || RENDER_ATTRIBUTE.test(field.where))
    return ambiguous('human-app.render', field, rendererOf(field.where));
  return PROJECT_FIELD.test(field.where) ? ambiguous('human-app.project', field, undefined) : undefined;
}

/** The program whose prefix an attribute bears. */
function rendererOf(where: string): string | undefined {
  return RENDERERS.find(([prefix]) => where.startsWith(`exr.${prefix}`))?.[1];
}

const RENDERERS = [
  ['nuke/', 'Nuke'],
  ['BlenderMultiChannel', 'Blender'],
  ['cycles.', 'Blender'],
  ['arnold/', 'Arnold'],
  ['vrayInfo/', 'V-Ray'],
  ['renderman/', 'RenderMan'],
  ['rman_', 'RenderMan'],
  ['husk:', 'Houdini'],
  ['karma:', 'Houdini'],
  ['redshift/', 'Redshift'],
  ['octane/', 'Octane'],
  ['corona/', 'Corona'],
] as const;

const MAX_NAME_CHARS = 1000;
const WRITERS =
  /^(?:xmp\.pdf:Producer|exif\.ProcessingSoftware|iptc\.2:65|matroska\.info\.WritingApp|asf\.WM\/ToolName|flv\.(?:encoder|metadatacreator)|dpx\.Creator|aiff\.(?:ANNO|APPL)|midi\.text|riff\.(?:info\.(?:ISFT|ITCH)|bext\.Originator|ixml)|exr\.(?:software|comments)|odf\.meta\.generator|svg\.comment|mxf\.(?:ProductName|CompanyName)|vorbis\.(?:ENCODER|vendor)|id3\.T(?:SSE|ENC))$/i;

function ambiguous(rule: string, field: Field, tool: string | undefined): Evidence {
  return claim(humanApp, {
    rule,
    where: placeOf(field),
    excerpt: field.value,
    strength: 'heuristic',
    points: POINTS.ambiguous,
    tool,
  });
}
