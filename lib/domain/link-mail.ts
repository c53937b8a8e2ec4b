import { direction, type Language, languageLocale } from './language'
import { linkMailWords } from './link-mail-words'
import { organisationName } from './organisation-name'

export type LinkMail = {
  language: Language
  kind: 'first' | 'reminder'
  organisation: string
  /** The person's name, if it is known. */
  name: string | null
  url: string
  expiresAt: Date
  /** IANA name: the zone the moment is said in. */
  zone: string
  contact: string
}

type MailText = { subject: string; text: string; html: string }

/** The mail that brings a link: its words twice, plain and as simple HTML without anything to load from anywhere. */
export function linkMail({ language, kind, url, expiresAt, zone, ...mail }: LinkMail): MailText {
  const words = linkMailWords[language]
  const organisation = organisationName(oneLine(mail.organisation))
  const name = oneLine(mail.name ?? '')
  const contact = oneLine(mail.contact)
  const until = new Intl.DateTimeFormat(languageLocale[language], {
    timeZone: zone,
    dateStyle: 'full',
    timeStyle: 'short',
  }).format(expiresAt)
  const untilThere = `${until} (${zone.replaceAll('_', ' ')})`
  const fill = (text: string) =>
    text.replace(
      /\{(organisation|name|until|contact)\}/g,
      (_, key: string) => ({ organisation, name, until: untilThere, contact })[key] ?? '',
    )

  const hello = fill(name ? words.helloName : words.hello)
  const before = [hello, fill(words.asks)]
  const after = [`${fill(words.until)} ${words.own}`, words.unexpected, ...(contact ? [fill(words.questions)] : [])]
  return {
    subject: fill(kind === 'reminder' ? words.reminder : words.subject),
    text: `${[...before, `${words.open}:\n${url}`, ...after, organisation].join('\n\n')}\n`,
    html: page(language, [
      ...before.map(paragraph),
      `<p style="margin:24px 0"><a href="${escaped(url)}" style="display:inline-block;padding:14px 22px;border-radius:12px;background:#0b6b5d;color:#ffffff;font-weight:600;text-decoration:none">${escaped(words.open)}</a></p>`,
      `<p style="margin:0 0 16px;font-size:14px;color:#565c59;word-break:break-all" dir="ltr">${escaped(url)}</p>`,
      ...after.map(paragraph),
      paragraph(organisation),
    ]),
  }
}

/** Control characters end headers and hide text; a name has no use for them. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

function page(language: Language, body: string[]): string {
  return `<!doctype html><html lang="${language}" dir="${direction(language)}"><body style="margin:0;padding:24px;background:#faf9f6;color:#1c1f1e;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif"><div style="max-width:480px;margin:0 auto">${body.join('')}</div></body></html>`
}

const paragraph = (text: string) => `<p style="margin:0 0 16px">${escaped(text)}</p>`

function escaped(text: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)
}
