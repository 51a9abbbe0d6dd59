/** Where generators leave text of their own: metadata fields of any container, hidden text, and sidecar text. */
export const ANY_TEXT =
  /^(?:png\.(?:text|trailer)|exif|xmp\.(?:exif|dc|tiff|photoshop)|jpeg|gif|jp2|isobmff\.(?:keys|udta|ilst|item|xml)|riff\.(?:info|bext|ixml|axml|trailer)|aiff|asf|ape|flv|id3|id3v1|lyrics3|vorbis|matroska\.tag|mxf\.tag|iptc|svg|gltf|exr|pdf\.info|stealth|file\.text|fbx|obj|ply|stl|usd|dae|blend|xcf|html\.meta|rtf|ole|font|caf|midi|au|mpeg|y4m|tga|hdr|pnm|dpx|eps)\b/;

/** The program that made or saved the file, by its own word. */
export const CREATOR_TOOL =
  /^(?:xmp\.(?:xmp:CreatorTool|tiff:Software)|exif\.Software|png\.text\.Software|isobmff\.(?:keys|udta)\.\S*(?:software|swr|too|encoder)|matroska\.tag\.(?:ENCODER|SOFTWARE)|gltf\.asset\.generator|ooxml\.app\.Application|pdf\.info\.(?:Creator|Producer)|id3\.T(?:SSE|ENC)|vorbis\.(?:ENCODER|vendor)|riff\.info\.ISFT|fbx\.(?:Creator|property\.\S*ApplicationName)|obj\.comment|ply\.comment|stl\.(?:header|solid)|usd\.(?:layer\.(?:creator|generator|doc)|string)|dae\.authoring_tool|blend\.version|html\.meta\.generator|rtf\.generator|ole\.summary\.Application|caf\.info\.encoding application|mpeg\.(?:encoder|user_data)|tga\.software|hdr\.SOFTWARE|eps\.Creator|xcf\.gimp-comment)(?:\/|$)/i;

/** Programs named in the editing history (XMP Media Management). */
export const HISTORY_AGENT = /^xmp\.xmpMM:History\S*stEvt:softwareAgent/;

/** The credit line of IPTC Photo Metadata 2025.1 and its IIM twin 2:110. */
export const CREDIT = /^(?:xmp\.photoshop:Credit|iptc\.2:110)(?:\/|$)/;

/** The description of a picture, wherever transcodes move it. */
export const DESCRIPTION =
  /^(?:png\.text\.(?:Description|Comment)|exif\.(?:ImageDescription|UserComment)|xmp\.(?:dc:description|tiff:ImageDescription|exif:UserComment)|iptc\.2:120|jpeg\.comment)(?:\/|$)/;

/** The maker a picture claims. */
export const MAKE = /^(?:exif\.Make|xmp\.tiff:Make)$/;

/** A UUID in its usual spelling. */
export const UUID = /^\s*[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\s*$/i;

/** Any text at all, for rules whose field alone says enough. */
export const NON_EMPTY = /\S/;

/** One field of each carrier where generators write, to tell which of them a rule looks in. */
export const SOME_FIELDS = [
  'png.text.parameters',
  'png.text.Software',
  'png.text.Description',
  'exif.UserComment',
  'exif.ImageDescription',
  'exif.Software',
  'exif.Make',
  'xmp.xmp:CreatorTool',
  'xmp.dc:description',
  'xmp.exif:UserComment',
  'xmp.photoshop:Credit',
  'iptc.2:110',
  'iptc.2:120',
  'jpeg.comment',
  'gif.comment',
  'isobmff.keys.comment',
  'isobmff.udta.©cmt',
  'isobmff.ilst.©cmt',
  'riff.info.ICMT',
  'id3.COMM',
  'vorbis.COMMENT',
  'matroska.tag.COMMENT',
  'svg.metadata',
  'gltf.asset.generator',
  'gltf.asset.extras',
  'exr.comments',
  'pdf.info.Producer',
  'stealth.alpha',
  'file.text',
] as const;
