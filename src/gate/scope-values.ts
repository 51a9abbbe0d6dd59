import { DELIVERABLE_TYPES, type DeliverableType } from '../domain/deliverable.ts';
import { ProvgateError } from '../domain/errors.ts';

const LONGEST = 100;

/** A deliverable type as typed by a person. Throws `usage`. */
export function asType(text: string): DeliverableType {
  const wanted = text.trim().toLowerCase();
  const type = DELIVERABLE_TYPES.find((each) => each === wanted);
  if (type !== undefined) return type;
  throw usage(`"${text}" is no type of deliverable.`, `Use one of ${DELIVERABLE_TYPES.join(', ')}.`);
}

/** A territory as typed by a person: `worldwide`, or a code of two letters (ISO 3166-1 alpha-2), upper case. Throws `usage`. */
export function asTerritory(text: string): string {
  const plain = text.trim();
  if (plain.toLowerCase() === 'worldwide') return 'worldwide';
  if (/^[a-z]{2}$/i.test(plain)) return plain.toUpperCase();
  throw usage(`"${text}" is no territory.`, 'Use worldwide, or a country code of two letters such as FR.');
}

/** A channel as typed by a person, lower case: `svod`, `theatrical`. Throws `usage`. */
export function asChannel(text: string): string {
  const plain = text.trim().toLowerCase();
  if (/^[a-z0-9][a-z0-9_-]{0,39}$/.test(plain)) return plain;
  throw usage(
    `"${text}" is no channel.`,
    'Use a short word such as svod, avod, theatrical, broadcast, airline, festival, press or social.',
  );
}

/** An episode as typed by a person, NFC and without blanks around it. Throws `usage`. */
export function asEpisode(text: string): string {
  const plain = text.normalize('NFC').trim();
  if (plain !== '' && plain.length <= LONGEST && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(plain)) return plain;
  throw usage(`"${text.slice(0, LONGEST)}" is no episode.`, 'Use its number or short name, such as 101.');
}

/** The name of a cut as typed by a person, NFC and without blanks around it. Throws `usage`. */
export function asCut(text: string): string {
  const plain = text.normalize('NFC').trim();
  if (plain !== '' && plain.length <= LONGEST && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(plain)) return plain;
  throw usage(`"${text.slice(0, LONGEST)}" is no cut.`, 'Use the name the approval gives it.');
}

/** An approval id for looking it up: NFC, without blanks around it. */
export function asApprovalId(text: string): string {
  return text.normalize('NFC').trim();
}

function usage(message: string, next: string): ProvgateError {
  return new ProvgateError('usage', message, next);
}
