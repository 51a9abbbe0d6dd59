import { nearest } from '../configuration/nearest.ts';
import type { EvidenceType, Paper } from '../domain/paper.ts';
import type { Runtime } from '../domain/runtime.ts';
import {
  assetsOf,
  type FilesPreview,
  type FilesRequest,
  filesAbout,
  requireAgreement,
  unlessTouched,
} from './about-files.ts';
import { endOf, startOf } from './dates.ts';
import { type GivenDocument, givenDocument, givenText, usage } from './given.ts';
import { recordOne } from './record-one.ts';
import { guidancesOf } from './use/use-cases.ts';

const PREFIX = 'EV-';

/** A proof a use case needs, as a person asks to have it attached. */
export interface EvidenceRequest extends FilesRequest {
  /** `EV-LEGAL-REVIEW`, or short: `legal-review`. */
  readonly type: string;
  readonly document: GivenDocument;
  readonly issuedBy?: string | undefined;
  readonly issued?: string | undefined;
  readonly expires?: string | undefined;
  /** The input a clearance names, or the performer a statement is about. */
  readonly subject?: string | undefined;
  readonly tool?: string | undefined;
}

/** The files a proof would be about: GenAI, suspected and treated ones, and any named by hand. */
export function previewEvidence(runtime: Runtime, request: EvidenceRequest): Promise<FilesPreview> {
  return filesAbout(runtime, request, unlessTouched);
}

/** Attaches a proof to files. Throws `usage` for a type nobody asks for, or a clearance that names no input and tool. */
export async function attachEvidence(
  runtime: Runtime,
  request: EvidenceRequest,
  preview?: FilesPreview,
): Promise<Paper<'evidence'>> {
  const { registry } = runtime;
  const type = evidenceType(runtime, request.type);
  const subject = optional(request.subject, 'The subject', '--subject TEXT');
  const tool = optional(request.tool, 'The tool', '--tool NAME');
  if (type === 'EV-INPUT-CLEARANCE' && (subject === undefined || tool === undefined))
    throw usage(
      'A clearance names the input and the tool it is for.',
      'Give both, as: --subject script --tool ChatGPT',
    );
  const agreed = preview ?? (await previewEvidence(runtime, request));
  requireAgreement(agreed, request);
  const issuedBy = optional(request.issuedBy, 'The name of who issued it', '--by NAME');
  return recordOne(runtime, {
    kind: 'evidence',
    body: {
      type,
      issuedBy: issuedBy === undefined ? undefined : await registry.people.idOf(issuedBy),
      issuedAt: request.issued === undefined ? undefined : startOf(request.issued),
      expiresAt: request.expires === undefined ? undefined : endOf(request.expires),
      subject,
      tool,
    },
    assetIds: assetsOf(agreed),
    about: [],
    documents: [givenDocument(request.document)],
  });
}

/** The type of proof a person means. Throws `usage` naming the nearest. */
export function evidenceType(runtime: Pick<Runtime, 'policies'>, text: string): EvidenceType {
  const plain = text
    .trim()
    .toUpperCase()
    .replace(/[\s_]+/g, '-');
  const wanted = plain.startsWith(PREFIX) ? plain : `${PREFIX}${plain}`;
  const known = [...new Set(guidancesOf(runtime).flatMap(({ evidenceTypes }) => evidenceTypes))];
  const found = known.find((each) => each === wanted);
  if (found !== undefined) return found;
  const near = nearest(wanted, known);
  throw usage(
    `"${text}" is no type of evidence.`,
    `${near === undefined ? '' : `Did you mean ${near}? `}There are ${known.join(', ')}.`,
  );
}

function optional(text: string | undefined, what: string, option: string): string | undefined {
  return text === undefined ? undefined : givenText(text, what, option);
}
