/** Where the document to approve with lies, below the sample's folder. */
export const APPROVAL_MAIL_PATH = 'docs/approval-mail.txt';

/** The written approval of the tour: invented people, invented studio. */
export const APPROVAL_MAIL = `From: Robin Vale <robin.vale@studio.example>
To: Quayside post production
Subject: Re: GenAI still for the harbour set

Hello all,

the still "quay_dusk.png" may be used in the stills delivery of QUAYSIDE,
worldwide, on all channels, until the end of 2027.
Our number for this is STUDIO-0042.

Robin Vale, Studio contact
`;
