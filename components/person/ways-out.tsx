import { type CannotReason, cannotReasons } from '@/lib/domain/cannot'
import type { Asker } from './organisation'
import { Post } from './post'
import { Unfold } from './unfold'
import type { Words } from './words'

type WayOutProps = {
  words: Words
  asker: Asker
  /** Proof of being here: the link's token before the claim, nothing after it (then it is the cookie). */
  hidden?: Record<string, string>
}

/** "This is not me": said once, meant once. */
export function NotMe({ words: { t }, asker, hidden }: WayOutProps) {
  return (
    <Unfold title={t('notMe.summary')}>
      <p className="text-ink-2">{t('notMe.text', { organisation: asker.name })}</p>
      <Post action="/e/not-me" hidden={hidden} button={t('notMe.send')} variant="danger" />
    </Unfold>
  )
}

/** "I cannot or do not want to": always there, asks once, and blames nobody. */
export function Cannot({ words: { t }, asker, hidden }: WayOutProps) {
  const organisation = asker.name
  return (
    <Unfold title={t('cannot.summary')}>
      <p className="text-ink-2">{t('cannot.text', { organisation })}</p>
      <Post action="/e/cannot" hidden={hidden} button={t('cannot.send', { organisation })} variant="secondary">
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium">{t('cannot.question')}</legend>
          {cannotReasons.map((reason: CannotReason) => (
            <label key={reason} className="flex min-h-11 items-center gap-3 py-1.5">
              <input type="radio" name="reason" value={reason} required className="size-5 shrink-0 accent-accent" />
              {t(`cannot.reasons.${reason}`)}
            </label>
          ))}
        </fieldset>
      </Post>
    </Unfold>
  )
}
