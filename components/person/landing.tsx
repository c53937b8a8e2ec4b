import type { InAppBrowser } from '@/lib/domain/in-app-browser'
import { Facts } from './facts'
import { Lead } from './frame'
import { Held } from './held'
import { InAppNote } from './in-app-note'
import type { Asker } from './organisation'
import { Post } from './post'
import { Said } from './said'
import { TestNote } from './test-note'
import { Cannot, NotMe } from './ways-out'
import type { Words } from './words'

type LandingProps = {
  words: Words
  asker: Asker
  token: string
  /** Whom the link is for, masked; null: anybody. */
  whom: string | null
  /** Whether it belongs to the provider's test environment. */
  isTest: boolean
  retentionDays: number
  expiresAt: Date
  inApp: InAppBrowser | null
  address: string
}

/** Who asks, for whom, what for, and how to say no: everything before the first press, readable without a script. */
export function Landing({ words, asker, token, whom, isTest, retentionDays, expiresAt, inApp, address }: LandingProps) {
  const { t, language } = words
  const organisation = asker.name
  const way = { words, asker, hidden: { token, language } }
  const next = <Post action="/e/claim" hidden={way.hidden} button={t(whom ? 'landing.go' : 'go.submit')} />
  return (
    <>
      {isTest ? <TestNote>{t('page.test')}</TestNote> : null}
      <Lead title={t('landing.title', { organisation })}>{t('landing.text')}</Lead>
      {inApp ? <InAppNote words={words} inApp={inApp} address={address} /> : null}
      <Facts
        rows={[
          { name: t('landing.whom'), value: whom ? <bdi>{whom}</bdi> : t('landing.anyone') },
          { name: t('landing.what'), value: t('landing.whatText') },
          { name: t('landing.receiver'), value: t('landing.receiverText', { organisation }) },
          { name: t('landing.kept'), value: t('landing.keptText', { organisation, days: retentionDays }) },
          { name: t('landing.no'), value: t('landing.noText') },
        ]}
      />
      {inApp ? next : <Held>{next}</Held>}
      <div className="grid gap-3">
        {whom ? <NotMe {...way} /> : null}
        <Cannot {...way} />
      </div>
      <p className="text-sm text-ink-2">
        <Said words={words} at={expiresAt} say={(date) => t('landing.until', { date })} />
      </p>
    </>
  )
}
