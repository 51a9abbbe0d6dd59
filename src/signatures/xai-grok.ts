import { POINTS } from '../domain/origin.ts';
import { DESCRIPTION, UUID } from './carriers.ts';
import type { SignatureRule } from './rule.ts';

const SIGNATURE = `Signature: ${'IoR6YcSlkWo/83blBnOA15zT7nnWuDE3tT3xAgkhEQ5l'.repeat(3)}=`;
const ARTIST = '4800156b-8880-4786-9056-7ca3da449d8c';

/** Grok signs with a pair: a base64 signature as description and the picture's UUID as artist. */
export const rules: readonly SignatureRule[] = [
  {
    id: 'grok.signature-pair',
    tool: 'Grok',
    about: 'xAI’s signature as description with the picture’s id as artist',
    source: 'https://github.com/wiltodelta/remove-ai-watermarks',
    field: DESCRIPTION,
    keyword: 'signature:',
    value: /^\s*Signature:\s{0,8}[A-Za-z0-9+/]{64,}={0,2}\s*$/,
    points: POINTS.generated,
    strength: 'tool',
    requires: [
      {
        field: /^(?:exif\.Artist|xmp\.dc:creator(?:\/.*)?|xmp\.tiff:Artist|png\.text\.Author|iptc\.2:80)$/,
        value: UUID,
      },
    ],
    matches: [
      [
        ['exif.ImageDescription', SIGNATURE],
        ['exif.Artist', ARTIST],
      ],
      [
        ['png.text.Description', SIGNATURE],
        ['png.text.Author', ARTIST],
      ],
      [
        ['iptc.2:120', SIGNATURE],
        ['iptc.2:80', ARTIST],
      ],
    ],
    ignores: [
      [
        ['exif.ImageDescription', SIGNATURE],
        ['exif.Artist', 'A. Painter'],
      ],
      [
        ['exif.ImageDescription', 'Signature: the painter’s own'],
        ['exif.Artist', ARTIST],
      ],
    ],
  },
];
