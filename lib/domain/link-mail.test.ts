import { expect, test } from 'vitest'
import { languages } from './language'
import { type LinkMail, linkMail } from './link-mail'
import { linkMailWords } from './link-mail-words'

const url = `https://kioo.example.org/e/${'a'.repeat(43)}`
const mail: LinkMail = {
  language: 'en',
  kind: 'first',
  organisation: 'Mwanga Savings',
  name: 'Wanjiru Kamau',
  url,
  expiresAt: new Date('2026-05-12T11:32:00Z'),
  zone: 'Africa/Nairobi',
  contact: 'Call +254 700 000000',
}

test.each(languages)(
  'the mail in %s says who asks, until when, where, and whom to ask, in text and in HTML',
  (language) => {
    const { subject, text, html } = linkMail({ ...mail, language })
    expect(subject).toContain('Mwanga Savings')
    for (const body of [text, html]) {
      expect(body).toContain(url)
      expect(body).toContain('Wanjiru Kamau')
      expect(body).toContain('Call +254 700 000000')
      expect(body).toContain('Africa/Nairobi')
      expect(body).not.toMatch(/[{}]/)
    }
    expect(html).toContain(language === 'ar' ? 'dir="rtl"' : 'dir="ltr"')
  },
)

test('every language fills in the same things', () => {
  const places = (language: (typeof languages)[number]) =>
    Object.entries(linkMailWords[language]).map(([key, text]) => [key, (text.match(/\{\w+\}/g) ?? []).sort()])
  for (const language of languages) expect(places(language)).toEqual(places('en'))
})

test('the time is the zone’s own, and the zone is named', () => {
  expect(linkMail(mail).text).toContain('12 May 2026 at 14:32 (Africa/Nairobi)')
})

test('a name cannot begin a header, nor a tag', () => {
  const { subject, text, html } = linkMail({
    ...mail,
    organisation: 'Mwanga\r\nBcc: everybody@example.org',
    name: '<img src=https://evil.example/x>',
    contact: '"><script>alert(1)</script>',
  })
  expect(subject).toBe('Mwanga Bcc: everybody@example.org asks you for a selfie')
  expect(html).not.toMatch(/<img|<script/)
  expect(text.split('\n')).not.toContain('Bcc: everybody@example.org')
})

test('nothing in the mail is loaded from anywhere, so nobody is told that it was read', () => {
  const { html } = linkMail(mail)
  expect(html).not.toMatch(/<img|<link|<style|background(-image)?:\s*url|src=/)
  expect(html.match(/https?:\/\/[^"<]*/g)).toEqual([url, url])
})

test('without a name or a contact nothing is left open', () => {
  const { text } = linkMail({ ...mail, name: null, contact: '' })
  expect(text.startsWith('Hello,\n')).toBe(true)
  expect(text).not.toContain('Questions?')
})

test('lines of a contact stay apart, and in a mail from right to left a telephone number stays whole', () => {
  const contact = 'Member desk\r\n\n+254 700 111 222'
  expect(linkMail({ ...mail, contact }).text).toContain('Questions? Member desk · +254 700 111 222\n')
  const { subject, text, html } = linkMail({ ...mail, language: 'ar', contact: '+254 700 111 222' })
  for (const body of [text, html]) expect(body).toContain('\u2068+254 700 111 222\u2069')
  expect(html).toContain('<p dir="ltr" style="margin:0 0 16px;text-align:right')
  expect(subject).not.toMatch(/[\u2068\u2069]/)
})
