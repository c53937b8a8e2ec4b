import { ChevronRight } from 'lucide-react'
import { buttonClass } from '@/components/ui/button'
import { Follow } from './follow'
import { Message } from './message'
import type { Asker } from './organisation'
import { Post } from './post'
import { reasonIn, type Words } from './words'

type ResultProps = {
  words: Words
  asker: Asker
  outcome: 'received' | 'enrolled' | 'under_review' | 'unclear' | 'try_again'
  /** Why, in the result catalogue's words for people; only for try_again. */
  reason: string | null
  /** Whether this link allows one more selfie. */
  mayTryAgain: boolean
  /** Where the link leads afterwards: https, as it will be called. */
  redirectUrl: string | null
  receiptUrl: string | null
  stage: string
}

const faces = {
  received: { sign: 'wait', keys: ['result.receivedTitle', 'result.received'] },
  enrolled: { sign: 'done', keys: ['result.enrolledTitle', 'result.enrolled'] },
  under_review: { sign: 'wait', keys: ['result.reviewTitle', 'result.review'] },
  unclear: { sign: 'wait', keys: ['result.reviewTitle', 'reasons.unclear'] },
} as const

/** What became of the selfie, honestly and without scores. The page follows until it is decided. */
export function Result(props: ResultProps) {
  const { words, asker, outcome, reason, mayTryAgain, redirectUrl, receiptUrl, stage } = props
  const { t } = words
  const organisation = asker.name
  const following = outcome === 'received' || outcome === 'under_review' || outcome === 'unclear'
  const onward = redirectUrl ? (
    <a
      href={redirectUrl}
      rel="noreferrer"
      className={buttonClass({ variant: outcome === 'enrolled' ? 'primary' : 'secondary', size: 'large' })}
    >
      {t('result.onward', { host: new URL(redirectUrl).host })}
      <ChevronRight aria-hidden className="rtl:-scale-x-100" />
    </a>
  ) : null
  const receipt = receiptUrl ? (
    <a href={receiptUrl} className="link justify-self-start py-2.5">
      {t('result.receipt')}
    </a>
  ) : null
  return (
    <>
      {following ? <Follow address="/e/visit/state" stage={stage} /> : null}
      {outcome === 'try_again' ? (
        <Message
          sign="ask"
          title={t(mayTryAgain ? 'result.againTitle' : 'result.stuckTitle')}
          text={reason ? reasonIn(words, reason) : null}
        >
          {mayTryAgain ? (
            <Post action="/e/visit/again" button={t('result.again')} />
          ) : (
            <p>{t('result.noneLeft', { organisation })}</p>
          )}
          {receipt}
        </Message>
      ) : (
        <Message
          sign={faces[outcome].sign}
          title={t(faces[outcome].keys[0])}
          text={<span aria-live="polite">{t(faces[outcome].keys[1], { organisation })}</span>}
        >
          {onward}
          {following ? (
            <noscript>
              <a href="/e/visit" className={buttonClass({ size: 'large' })}>
                {t('result.look')}
              </a>
            </noscript>
          ) : null}
          {receipt}
        </Message>
      )}
    </>
  )
}
