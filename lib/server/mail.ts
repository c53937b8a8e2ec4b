import 'server-only'
import { createTransport, type Transporter } from 'nodemailer'
import { oneLine } from '@/lib/domain/link-mail'
import { type Outcome, refuse } from '@/lib/domain/outcome'
import { env, isThisMachine } from './env'
import { errorName, log } from './log'
import { mailFolder, writeMail } from './mail-folder'

/** Milliseconds. Somebody waits for the answer at a desk. */
const CONNECT_MS = 8_000
const SILENCE_MS = 15_000

export type Mail = {
  /** The link it is about. */
  linkId: string
  to: string
  fromName: string
  subject: string
  text: string
  html: string
}

/** Where a mail is now: null, the mail server has it; else the folder it was written to, since no mail server is set. */
export type MailFate = { writtenTo: string | null }

let transport: Transporter | undefined

/**
 * Sends one mail, or writes it to `mail/` in the portal's home when no mail server is set. Neither the text
 * nor the address reaches a log: mails carry tokens. Refusals: mail_failed.
 */
export async function sendMail({ linkId, to, fromName, subject, text, html }: Mail): Promise<Outcome<MailFate>> {
  const { KIOO_SMTP_URL, KIOO_MAIL_FROM } = env()
  const message = {
    // Objects, never strings: nodemailer quotes what stands in them, and a second address cannot be slipped in.
    from: { name: oneLine(fromName), address: KIOO_MAIL_FROM },
    to: { name: '', address: to },
    subject: oneLine(subject),
    text,
    html,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  try {
    if (!KIOO_SMTP_URL) {
      await writeMail(await composed(message), linkId)
      return { ok: true, writtenTo: mailFolder() }
    }
    transport ??= createTransport({
      url: KIOO_SMTP_URL,
      ...(mustEncrypt(KIOO_SMTP_URL) && { requireTLS: true }),
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
    })
    await transport.sendMail(message)
    return { ok: true, writtenTo: null }
  } catch (thrown) {
    log.warn('a mail could not be sent', { error: errorName(thrown) })
    return refuse('mail_failed', 'The mail server did not take the mail. Try again, or hand the link over another way.')
  }
}

/**
 * Whether a server that does not offer STARTTLS is told nothing: mails carry tokens, names and addresses, and whoever sits
 * between us and the server can take the offer out of its greeting. Not on this machine, nor where the address says
 * `requireTLS=false`; then it is used where it is offered, as is nodemailer's way. smtps is encrypted from its first byte.
 */
function mustEncrypt(url: string): boolean {
  const { protocol, hostname, searchParams } = new URL(url)
  return protocol === 'smtp:' && !isThisMachine(hostname) && searchParams.get('requireTLS') !== 'false'
}

async function composed(message: object): Promise<Uint8Array> {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const { message: bytes } = await composer.sendMail(message)
  return bytes instanceof Buffer ? bytes : new Uint8Array()
}
