import type { Outcome } from '@/lib/domain/outcome'
import type { QrPicture } from '@/lib/domain/qr'

/** A link just made, as it is shown this once. It lives in the page's memory and nowhere else. */
export type MadeLink = {
  linkId: string
  url: string
  qr: QrPicture
  /** What the operator calls it, for file names and headings. */
  title: string
  email: string | null
  /** ISO 8601. */
  expiresAt: string
}

/** Where a mail is now: null, the mail server has it; else the folder on the portal's machine it was written to. */
export type MailFate = { writtenTo: string | null }

/** A new link in place of an old one. `mail`: what became of the reminder, or null where none was to be sent. */
export type Renewed = { made: MadeLink; mail: MailFate | 'failed' | null }

/** What can be done with a link while it is shown. */
export type HandOver = {
  sendByMail: (input: { linkId: string; url: string; email: string }) => Promise<Outcome<MailFate>>
  /** A code to read out: good for CODE_MINUTES from now. */
  makeCode: (input: { linkId: string }) => Promise<Outcome<{ code: string }>>
}
