import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { Dead } from '@/components/person/dead'
import { Here } from '@/components/person/here'
import { Landing } from '@/components/person/landing'
import { wordsIn } from '@/components/person/words'
import { inAppBrowser } from '@/lib/domain/in-app-browser'
import { env } from '@/lib/server/env'
import { isUsedBy } from '@/lib/server/link-page'
import { askerNow, languageFor, linkOf, Person, visitOf } from '../person'
import { UnknownLink } from '../unknown'
import Visit from '../visit/page'

type Props = {
  params: Promise<{ token: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Chats and mail scanners render this: who asks, and never whom. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const link = await linkOf((await params).token)
  const { t, language } = wordsIn(await languageFor(link.kind === 'open' ? link.language : null))
  const { name } = await askerNow()
  const title = { absolute: t('page.title') }
  if (link.kind === 'unknown') return { title }
  return { title, openGraph: { title: t('page.card', { organisation: name }), type: 'website', locale: language } }
}

/** Opening a link changes nothing: machines open links too. Everything begins with the first press of a button. */
export default async function HostedLink({ params, searchParams }: Props) {
  const { token } = await params
  const { here, asked } = await searchParams
  const link = await linkOf(token)
  if (link.kind === 'unknown') return <UnknownLink />
  // Whoever used it themselves is not told that somebody did. No redirect: every step is a document of its own.
  if (isUsedBy(link, await visitOf())) return <Visit />

  const words = wordsIn(await languageFor(link.language))
  const asker = await askerNow()
  const back = `/e/${token}`
  const frame = { words, back, contact: link.contact }
  if (link.kind === 'dead') {
    const said = asked === 'asked' || asked === 'before' ? asked : null
    const { reason, expiresAt, mayAsk } = link
    return (
      <Person {...frame}>
        <Dead {...{ words, asker, reason, expiresAt, mayAsk, token }} asked={said} />
      </Person>
    )
  }
  if (here === 'ask')
    return (
      <Person {...frame}>
        <Here words={words} action="/e/claim" proof={{ token }} />
      </Person>
    )
  return (
    <Person {...frame}>
      <Landing
        words={words}
        asker={asker}
        token={token}
        whom={link.whom}
        isTest={link.environment === 'SANDBOX'}
        retentionDays={asker.retentionDays}
        expiresAt={link.expiresAt}
        inApp={inAppBrowser((await headers()).get('user-agent'))}
        address={`${env().KIOO_URL}${back}`}
      />
    </Person>
  )
}
