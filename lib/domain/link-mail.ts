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
  // Typed on lines of their own, they would run into each other on one.
  const contact = mail.contact.split('\n').map(oneLine).filter(Boolean).join(' · ')
  const moment = new Intl.DateTimeFormat(languageLocale[language], {
    timeZone: zone,
    dateStyle: 'full',
    timeStyle: 'short',
  }).format(expiresAt)
  const until = `${moment} (${zone.replaceAll('_', ' ')})`
  const typed = direction(language) === 'rtl' ? isolated : plain
  const fill = (text: string, as = typed) =>
    text.replace(
      /\{(organisation|name|until|contact)\}/g,
      (_, key: string) => ({ organisation: as(organisation), name: as(name), until, contact: as(contact) })[key] ?? '',
    )

  const asks = [fill(name ? words.helloName : words.hello), fill(words.asks)]
  const end = `${fill(words.until)} ${words.own}`
  const beside = [words.unexpected, ...(contact ? [fill(words.questions)] : [])]
  return {
    subject: fill(kind === 'reminder' ? words.reminder : words.subject, plain),
    text: `${[...asks, `${words.open}:\n${url}`, end, ...beside, organisation].join('\n\n')}\n`,
    html: page(
      language,
      `<p style="margin:0 0 20px;font-size:18px;font-weight:600">${escaped(organisation)}</p>`,
      [...asks.map(paragraph), button(url, words.open), address(language, url), paragraph(end)],
      beside.map(paragraph),
    ),
  }
}

/** Control characters end headers and hide text; a name has no use for them. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

const plain = (text: string) => text

/** In a line from right to left, the groups of a telephone number would change places. */
const isolated = (text: string) => `\u2068${text}\u2069`

/** Who asks, what they ask on a sheet of its own, and what else there is to know below it. */
function page(language: Language, head: string, sheet: string[], below: string[]): string {
  const body = `margin:0;padding:24px 16px;background:#faf9f6;color:#1c1f1e;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif`
  const card = 'padding:24px 22px 8px;background:#ffffff;border:1px solid #e4e1d9;border-radius:14px'
  return `<!doctype html><html lang="${language}" dir="${direction(language)}"><body style="${body}"><div style="max-width:520px;margin:0 auto">${head}<div style="${card}">${sheet.join('')}</div><div style="padding:20px 0 0;font-size:14px;color:#565c59">${below.join('')}</div></div></body></html>`
}

const paragraph = (text: string) => `<p style="margin:0 0 16px">${escaped(text)}</p>`

const button = (url: string, words: string) =>
  `<p style="margin:24px 0"><a href="${escaped(url)}" style="display:inline-block;padding:14px 22px;border-radius:12px;background:#0b6b5d;color:#ffffff;font-weight:600;text-decoration:none">${escaped(words)}</a></p>`

/** For whoever cannot press the button. An address runs from left to right; it stands at the edge of the other words. */
const address = (language: Language, url: string) =>
  `<p dir="ltr" style="margin:0 0 16px;text-align:${direction(language) === 'rtl' ? 'right' : 'left'};font-size:14px;color:#565c59;word-break:break-all">${escaped(url)}</p>`

function escaped(text: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)
}
