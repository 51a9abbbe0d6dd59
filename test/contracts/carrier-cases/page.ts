import { FORMATS } from '../../../src/containers/formats.ts';
import { type Carrier, KINDS, type Kind } from './carrier.ts';
import type { Exclusion } from './exclusions.ts';

const HEADINGS: Readonly<Record<Kind, string>> = {
  c2pa: 'Content credential',
  xmp: 'XMP',
  exif: 'EXIF',
  iptc: 'IPTC IIM',
  text: 'Text of a tool',
  picture: 'Pictures inside',
};

/** The table of containers and kinds of marks, and below it the places one by one. */
export function carriersMarkdown(carriers: readonly Carrier[], exclusions: readonly Exclusion[]): string {
  const formats = FORMATS.map(({ format }) => format).filter((format) =>
    carriers.some((carrier) => carrier.format === format),
  );
  const places = (format: string, kind: Kind): readonly string[] => [
    ...new Set(
      carriers
        .filter((one) => one.format === format && one.kind === kind)
        // EXIF is tested in both byte orders; one is enough to read.
        .map((one) => one.place.replace(/, high byte first$/, '')),
    ),
  ];
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [
    row(['Container', ...KINDS.map((kind) => HEADINGS[kind])]),
    row(['---', ...KINDS.map(() => '---')]),
    ...formats.map((format) =>
      row([`\`${format}\``, ...KINDS.map((kind) => (places(format, kind).length > 0 ? 'yes' : '–'))]),
    ),
  ];
  const lists = formats.map((format) => {
    const told = KINDS.flatMap((kind) => {
      const found = places(format, kind);
      return found.length === 0 ? [] : [`- ${HEADINGS[kind]}: ${found.join('; ')}`];
    });
    const missing = exclusions
      .filter((exclusion) => exclusion.formats.includes(format))
      .map(({ kinds, reason }) => `- No ${kinds.map((kind) => HEADINGS[kind]).join(', ')}: ${reason}`);
    return [`### ${format}`, '', ...told, ...missing].join('\n');
  });
  const rest = exclusions
    .filter((exclusion) => exclusion.formats.some((format) => !formats.includes(format)))
    .map(({ formats: named, reason }) => {
      const left = named.filter((format) => !formats.includes(format));
      return `- ${left.map((format) => `\`${format}\``).join(', ')}: ${reason}`;
    });
  return [...table, '', ...lists.flatMap((list) => [list, '']), '### Other containers', '', ...rest, ''].join(
    '\n',
  );
}
