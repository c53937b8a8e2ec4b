import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { Frame } from '@/components/person/frame'
import type { Asker } from '@/components/person/organisation'
import type { Words } from '@/components/person/words'
import { cookieNames } from '@/lib/domain/cookie-names'
import { type Language, pickLanguage } from '@/lib/domain/language'
import { organisationName } from '@/lib/domain/organisation-name'
import { currentVisit } from '@/lib/server/auth-visit'
import { readReceipt } from '@/lib/server/consent'
import { orAway } from '@/lib/server/database-watch'
import { readLinkByToken } from '@/lib/server/link-page'
import { readOrganisation } from '@/lib/server/organisation'
import { cookieName } from '@/lib/server/session-cookie'

/** The link behind an address, asked for once per request. Reading it changes nothing. */
export const linkOf = cache((token: string) => orAway(readLinkByToken(token)))

/** The visit behind this browser's cookie, asked for once per request. */
export const visitOf = currentVisit

const organisationOf = cache(() => orAway(readOrganisation()))

/** Who asks, as the pages show it, asked for once per request. */
export async function askerNow(): Promise<Asker & { retentionDays: number }> {
  const { name, logoUrl, privacyUrl, retentionDays } = await organisationOf()
  return {
    name: organisationName(name),
    logo: logoUrl,
    privacyUrl,
    retentionDays,
  }
}

/** The consent behind a receipt's address, asked for once per request. */
export const receiptOf = cache((token: string) => orAway(readReceipt(token)))

/** The page's language: the person's choice, else what the link or the visit says, else the browser's. */
export async function languageFor(link: string | null): Promise<Language> {
  const chosen = (await cookies()).get(cookieName(cookieNames.language))?.value
  return pickLanguage({ chosen, link, accept: (await headers()).get('accept-language') })
}

type PersonProps = { words: Words; back: string; contact?: string | undefined; children: React.ReactNode }

/** The frame of a person's page, with whoever asks at its top. */
export async function Person({ words, back, contact, children }: PersonProps) {
  return (
    <Frame words={words} asker={await askerNow()} back={back} contact={contact || (await organisationOf()).contact}>
      {children}
    </Frame>
  )
}
