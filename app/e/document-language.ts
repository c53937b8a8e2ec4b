import 'server-only'
import { headers } from 'next/headers'
import type { Language } from '@/lib/domain/language'
import { DatabaseAway } from '@/lib/server/database-watch'
import { PATH_HEADER } from '@/lib/server/path-header'
import { languageFor, linkOf, receiptOf, visitOf } from './person'

/**
 * The language of the whole document, for its html element; null: an operator's page, which speaks English.
 * A root layout knows neither path nor parameters, so the path comes by the header that proxy.ts writes.
 * What it asks for here is asked for once per request: the page gets the same answer.
 */
export async function documentLanguage(): Promise<Language | null> {
  const path = (await headers()).get(PATH_HEADER) ?? ''
  const [, first, second, third] = path.split('/')
  if (first === 'go') return languageFor(null)
  if (first !== 'e') return null
  // Without a database the page says that it cannot be made; its document must still be there to say it in.
  const own = await ownLanguage(second, third).catch((thrown: unknown) => {
    if (thrown instanceof DatabaseAway) return null
    throw thrown
  })
  return languageFor(own)
}

/** What the link, the visit or the receipt behind a page says about its language. */
async function ownLanguage(second = '', third = ''): Promise<string | null> {
  if (second === 'visit') return (await visitOf())?.language ?? null
  if (second === 'receipt') return (await receiptOf(third))?.language ?? null
  if (second.length < 40) return null
  const link = await linkOf(second)
  return link.kind === 'unknown' ? null : link.language
}
