import { CONSENT_TEXT_VERSION } from '@/lib/domain/consent-text'
import { Facts } from './facts'
import { Lead } from './frame'
import type { Asker } from './organisation'
import { Post } from './post'
import { Cannot, NotMe } from './ways-out'
import type { Words } from './words'

type ConsentProps = { words: Words; asker: Asker; days: number }

/** What is agreed to, in whole sentences, before any camera opens. Changing these words changes CONSENT_TEXT_VERSION. */
function ConsentText({ words: { t }, asker, days }: ConsentProps) {
  return (
    <div className="rounded-card border border-line bg-surface px-4 py-3.5">
      <p>{t('consent.lead', { organisation: asker.name })}</p>
      <ul className="mt-2 grid list-disc gap-1.5 ps-5 marker:text-ink-3">
        <li>{t('consent.take')}</li>
        <li>{t('consent.send')}</li>
        <li>{t('consent.keep', { days })}</li>
      </ul>
    </div>
  )
}

/**
 * The question, two answers of one size, and the other ways. Whoever came by a code has not seen the link's page:
 * here it says whom a personal link is for, and is stopped by anybody else.
 */
export function ConsentPage({ words, asker, whom, days }: ConsentProps & { whom: string | null }) {
  const { t, language } = words
  const hidden = { language, textVersion: CONSENT_TEXT_VERSION }
  return (
    <>
      <Lead title={t('consent.title')} />
      {whom ? <Facts rows={[{ name: t('landing.whom'), value: <bdi>{whom}</bdi> }]} /> : null}
      <ConsentText words={words} asker={asker} days={days} />
      <p>{t('consent.withdraw')}</p>
      <div className="grid gap-3">
        <Post action="/e/visit/consent" hidden={hidden} button={t('consent.agree')} />
        <Post action="/e/visit/decline" button={t('consent.decline')} variant="secondary" />
        {whom ? <NotMe words={words} asker={asker} /> : null}
        <Cannot words={words} asker={asker} />
      </div>
      <p className="text-sm text-ink-3">
        {/* Isolated: in a line from right to left a date would turn round. */}
        {t('consent.version', { version: `\u2066${CONSENT_TEXT_VERSION}\u2069` })}
      </p>
    </>
  )
}
