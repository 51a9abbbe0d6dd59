import type { Paper } from '../domain/paper.ts';
import type { Runtime } from '../domain/runtime.ts';
import {
  assetsOf,
  type FilesPreview,
  type FilesRequest,
  filesAbout,
  requireAgreement,
  unlessTouched,
} from './about-files.ts';
import { startOf } from './dates.ts';
import { type GivenDocument, givenDocument, givenText, usage } from './given.ts';
import { recordOne } from './record-one.ts';

const CHANNELS = ['mail', 'ticket', 'call'] as const;

/** That the studio contact was told of a use, as a person asks to have it recorded. */
export interface NoticeRequest extends FilesRequest {
  readonly to: string;
  readonly company?: string | undefined;
  /** When they were told. */
  readonly at: string;
  readonly channel: string;
  /** A ticket number, or the subject of the mail. */
  readonly reference?: string | undefined;
  readonly document?: GivenDocument | undefined;
}

/** The files a notice would be about: GenAI, suspected and treated ones, and any named by hand. */
export function previewNotice(runtime: Runtime, request: NoticeRequest): Promise<FilesPreview> {
  return filesAbout(runtime, request, unlessTouched);
}

/** Records a notice. Throws `usage` for a day that has not come, or a folder nobody confirmed. */
export async function recordNotice(
  runtime: Runtime,
  request: NoticeRequest,
  preview?: FilesPreview,
): Promise<Paper<'notice'>> {
  const { registry, clock } = runtime;
  const toldAt = startOf(request.at);
  if (toldAt > clock.now())
    throw usage(`${request.at} has not come yet.`, 'Give the day the contact was told with --at DATE.');
  const channel = CHANNELS.find((each) => each === request.channel.trim().toLowerCase());
  if (channel === undefined)
    throw usage(`"${request.channel}" is no channel.`, `Use one of ${CHANNELS.join(', ')}.`);
  const to = givenText(request.to, 'The name of who was told', '--to NAME');
  const agreed = preview ?? (await previewNotice(runtime, request));
  requireAgreement(agreed, request);
  return recordOne(runtime, {
    kind: 'notice',
    body: {
      to: await registry.people.idOf(to),
      company: optional(request.company, 'The company', '--company NAME'),
      toldAt,
      channel,
      reference: optional(request.reference, 'The reference', '--reference TEXT'),
    },
    assetIds: assetsOf(agreed),
    about: [],
    documents: request.document === undefined ? [] : [givenDocument(request.document)],
  });
}

function optional(text: string | undefined, what: string, option: string): string | undefined {
  return text === undefined ? undefined : givenText(text, what, option);
}
