/** A maker's mark in moving pictures: fields of its own, in a namespace or structure only its cameras write. */
export interface CameraMark {
  readonly tool: string;
  readonly field: RegExp;
  readonly value: RegExp;
  /** How many different fields of this mark must be there; one key alone is easily typed. */
  readonly atLeast: number;
  /** Another field that must be there too, where the first alone is also written by decks and programs. */
  readonly also?: { readonly field: RegExp; readonly value: RegExp };
}

function mark(tool: string, field: RegExp, more: Partial<CameraMark> = {}): CameraMark {
  return { tool, field, value: /\S/, atLeast: 1, ...more };
}

/** By maker. Sources: ExifTool's tables for QuickTime, MXF, GoPro, DJI and H264; the makers' own documentation. */
export const CAMERA_MARKS: readonly CameraMark[] = [
  mark('ARRI', /^isobmff\.keys\.com\.arri\.camera\./, { atLeast: 2 }),
  mark('ARRI', /^mxf\.CompanyName$/, { value: /^ARRI\b/ }),
  mark('Blackmagic', /^isobmff\.keys\.com\.blackmagic-design\.camera\./, { atLeast: 2 }),
  mark('Blackmagic', /^isobmff\.codec$/, { value: /^br(?:aw|st|s2|hq|xq|lt|vn|sh)$/ }),
  mark('Atomos', /^isobmff\.keys\.com\.atomos\.(?:hdr|raw)\./),
  // ProRes RAW is recorded from a sensor; no program renders into it.
  mark('camera', /^isobmff\.codec$/, { value: /^apr[nh]$/ }),
  mark('camera', /^isobmff\.keys\.com\.apple\.proapps\.(?:cameraName|image\.\{TIFF\}\.Make)$/),
  mark('camera', /^isobmff\.keys\.org\.smpte\.rdd18\.camera\./),
  mark(
    'Apple',
    /^isobmff\.keys\.com\.apple\.quicktime\.(?:make|model|software|creationdate|camera\.\w{1,40})$/,
    {
      atLeast: 3,
      also: { field: /^isobmff\.keys\.com\.apple\.quicktime\.make$/, value: /^Apple\b/ },
    },
  ),
  mark('Android phone', /^isobmff\.keys\.com\.android\.(?:manufacturer|model|version)$/, { atLeast: 2 }),
  mark('Sony', /^(?:isobmff\.xml|mxf\.xml|file\.text)$/, { value: /<NonRealTimeMeta\b/ }),
  mark('Sony', /^isobmff\.codec$/, { value: /^rtmd$/ }),
  mark('Panasonic', /^(?:isobmff\.xml|isobmff\.udta\.\S+|mxf\.xml)$/, {
    value: /com\.panasonic\.Semi-Pro\.metadata/,
  }),
  mark('Panasonic', /^mxf\.CompanyName$/, {
    value: /^Panasonic\b/i,
    also: { field: /^mxf\.ProductName$/, value: /^(?:A[JGUKW]|HC|DC|VariCam)\b/i },
  }),
  mark('Canon', /^isobmff\.udta\.(?:CNCV|CNTH|CNMN)$/, { value: /^Canon/ }),
  mark('Canon', /^isobmff\.compatible$/, { value: /^CAEP$/ }),
  mark('Canon', /^mxf\.CompanyName$/, {
    value: /^Canon\b/i,
    also: { field: /^mxf\.ProductName$/, value: /^(?:EOS|XF|XA|XC)/i },
  }),
  mark('camera', /^mxf\.acquisition$/),
  mark('GoPro', /^isobmff\.(?:codec|handler)$/, { value: /^(?:gpmd|GoPro MET)/ }),
  mark('GoPro', /^isobmff\.udta\.(?:FIRM|LENS|CAME|MUID|GPMF)$/, { atLeast: 2 }),
  mark('DJI', /^isobmff\.(?:codec|handler)$/, { value: /^(?:djmd|dbgi|DJI\.(?:AVC|HEVC|Meta|Dbgi))/ }),
  mark('Insta360', /^isobmff\.handler$/, { value: /^INS\.(?:AVC|HVC|HEVC)/ }),
  // The notes of AVCHD camcorders stand in the video stream itself.
  mark('camcorder', /^m2ts\.mdpm\.Make$/),
  mark('camera', /^riff\.(?:camera|strd|strn|info\.ISFT)$/, {
    value: /^(?:CanonMVI\d|NIKON|PENTAX|OLYMPUS|FUJIFILM|CASIO|SANYO|Panasonic|MINOLTA)/,
  }),
];

/** Formats only cameras write, with the field of their structure that must have been read: a name or four bytes prove nothing. */
export const NATIVE_FORMATS: Readonly<Record<string, readonly RegExp[]>> = {
  r3d: [/^r3d\.(?:SerialNumber|CameraType|FirmwareVersion|Model)$/],
  ari: [/^ari\.CameraModel$/],
  braw: [/^isobmff\.codec$/],
  crm: [/^isobmff\.udta\.CNCV$/, /^exif\.MakerNote$/],
  cr3: [/^isobmff\.udta\.CNCV$/, /^exif\.MakerNote$/],
  cr2: [/^exif\.MakerNote$/],
  crw: [/^exif\.Model$/],
  raf: [/^exif\.Model$/],
  mrw: [/^exif\.Model$/],
  x3f: [/^exif\.Model$/],
  lfp: [/^lfp\.camera\.model$/],
};
