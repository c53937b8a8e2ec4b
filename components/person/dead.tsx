import type { DeadReason } from '@/lib/domain/link'
import { Message } from './message'
import type { Asker } from './organisation'
import { Post } from './post'
import { Said } from './said'
import type { Words } from './words'

export const deadSigns = {
  expired: 'wait',
  completed: 'done',
  paused: 'wait',
  revoked: 'stop',
  reissued: 'ask',
  not_me: 'stop',
} as const

/** The title and the sentence of each way. */
export const deadKeys = {
  expired: ['dead.expiredTitle', 'dead.expired'],
  completed: ['dead.completedTitle', 'dead.completed'],
  paused: ['dead.pausedTitle', 'dead.paused'],
  revoked: ['dead.revokedTitle', 'dead.revoked'],
  reissued: ['dead.reissuedTitle', 'dead.reissued'],
  not_me: ['dead.notMeTitle', 'dead.notMe'],
} as const

type DeadProps = {
  words: Words
  asker: Asker
  reason: DeadReason
  token: string
  expiresAt: Date
  /** Whether a new link can be had in its place. */
  mayAsk: boolean
  /** What came of asking for a new link; null: nobody asked yet. */
  asked: 'asked' | 'before' | null
}

/** A link that cannot be used: which of the ways it died, and how to get another. */
export function Dead({ words, asker, reason, token, expiresAt, mayAsk, asked }: DeadProps) {
  const { t, language } = words
  const organisation = asker.name
  const [title, text] = deadKeys[reason]
  return (
    <Message
      sign={deadSigns[reason]}
      title={t(title)}
      text={<Said words={words} at={expiresAt} say={(date) => t(text, { organisation, date })} />}
    >
      {!mayAsk ? (
        <p className="text-ink-2">{t('result.noMore', { organisation })}</p>
      ) : asked ? (
        <div role="status" className="rounded-card border border-line bg-surface px-4 py-3.5">
          <h2 className="text-base">{t('dead.askedTitle', { organisation })}</h2>
          <p className="mt-1 text-ink-2">
            {asked === 'asked' ? t('dead.asked') : t('dead.askedBefore', { organisation })}
          </p>
        </div>
      ) : (
        <>
          <p className="text-ink-2">{t('dead.askText', { organisation })}</p>
          {/* Whoever is done needs no new link: then it stands back. */}
          <Post
            action="/e/ask"
            hidden={{ token, language }}
            button={t('dead.ask')}
            variant={reason === 'completed' ? 'secondary' : 'primary'}
          />
        </>
      )}
    </Message>
  )
}
