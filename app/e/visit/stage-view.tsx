import { phoneWordsIn, sittingWordsIn } from '@/components/person/client-words'
import { ConsentPage } from '@/components/person/consent'
import { deadKeys, deadSigns } from '@/components/person/dead'
import { Follow } from '@/components/person/follow'
import { Lead } from '@/components/person/frame'
import { Message } from '@/components/person/message'
import type { Asker } from '@/components/person/organisation'
import { Phone } from '@/components/person/phone'
import { Post } from '@/components/person/post'
import { Result } from '@/components/person/result'
import { Sitting } from '@/components/person/sitting'
import { Cannot } from '@/components/person/ways-out'
import type { Words } from '@/components/person/words'
import { CODE_MINUTES } from '@/lib/domain/short-code'
import { VISIT_MINUTES } from '@/lib/domain/visit'
import { codeAddress } from '@/lib/server/link-token'
import { type Stage, stageWord } from './stage'

type StageProps = {
  stage: Stage
  words: Words
  asker: Asker & { retentionDays: number }
  /** Whom the link is for, masked; null: whoever opens it. */
  whom: string | null
  receiptUrl: string | null
  /** What this visit's browser seals waiting pictures with. */
  keepSecret: string
  /** Whether a visit that ended without a selfie may be begun again. */
  mayBeginAgain: boolean
}

/** A visit at one of its stages. */
export function StageView({ stage, words, asker, whom, receiptUrl, keepSecret, mayBeginAgain }: StageProps) {
  const { t } = words
  const organisation = asker.name
  const days = asker.retentionDays
  const hand = { goAddress: codeAddress(), minutes: CODE_MINUTES }
  const follow = <Follow address="/e/visit/state" stage={stageWord(stage)} />
  switch (stage.at) {
    case 'consent':
      return (
        <>
          <ConsentPage words={words} asker={asker} whom={whom} days={days} />
          {follow}
          <Phone words={phoneWordsIn(words, hand)} />
        </>
      )
    case 'camera':
      return (
        <>
          <noscript>
            <p className="rounded-card border border-warn/40 bg-warn-soft px-4 py-3.5">{t('camera.script')}</p>
          </noscript>
          <Sitting
            keepSecret={keepSecret}
            words={sittingWordsIn(words, hand)}
            heads={{
              camera: <Lead title={t('camera.title')}>{t('camera.text')}</Lead>,
              blocked: <Lead title={t('camera.blockedTitle')} />,
              review: <Lead title={t('camera.reviewTitle')} />,
              sending: <Lead title={t('camera.sendingTitle')}>{t('camera.sendingText')}</Lead>,
            }}
          />
          {follow}
          <p className="mt-auto text-center text-[0.84375rem] text-ink-2">
            {t('camera.sentTo', { organisation, days })}
          </p>
          <Cannot words={words} asker={asker} />
          {receiptUrl ? (
            <a href={receiptUrl} target="_blank" rel="noreferrer" className="link self-center py-2 text-sm">
              {t('result.receipt')}
            </a>
          ) : null}
        </>
      )
    case 'result':
      return (
        <Result
          words={words}
          asker={asker}
          outcome={stage.result.outcome}
          reason={stage.result.reason}
          mayTryAgain={stage.mayTryAgain}
          redirectUrl={stage.redirectUrl}
          receiptUrl={receiptUrl}
          stage={stageWord(stage)}
        />
      )
    case 'stopped': {
      const [title, text] = deadKeys[stage.reason]
      return (
        <Message sign={deadSigns[stage.reason]} title={t(title)} text={t(text, { organisation, date: '' })}>
          <p className="text-ink-2">{t('result.noMore', { organisation })}</p>
        </Message>
      )
    }
    case 'elsewhere':
      return <Elsewhere words={words} there={stage.there} word={stageWord(stage)} />
    default:
      return <Ended words={words} organisation={organisation} at={stage.at} mayBeginAgain={mayBeginAgain} />
  }
}

function Elsewhere({
  words: { t },
  there,
  word,
}: {
  words: Words
  there: 'going' | 'finished' | 'stopped'
  word: string
}) {
  const said = { going: t('phone.taken'), finished: t('phone.finished'), stopped: t('phone.stopped') }
  return (
    <>
      {there === 'going' ? <Follow address="/e/visit/state" stage={word} /> : null}
      <Message
        sign={there === 'finished' ? 'done' : there === 'going' ? 'wait' : 'stop'}
        title={t('visit.supersededTitle')}
        text={<span role="status">{said[there]}</span>}
      />
    </>
  )
}

const ends = {
  late: ['wait', 'visit.lateTitle', 'visit.late'],
  none: ['ask', 'visit.noneTitle', 'visit.none'],
  declined: ['done', 'consent.declinedTitle', 'consent.declined'],
  cannot: ['done', 'cannot.title', 'cannot.done'],
  not_me: ['done', 'notMe.title', 'notMe.done'],
  withdrawn: ['done', 'receipt.withdrawnTitle', 'receipt.withdrawnText'],
} as const

type EndedProps = { words: Words; organisation: string; at: keyof typeof ends; mayBeginAgain: boolean }

/** A visit that is over without a selfie. Who changed their mind, or was too slow, begins again in one press. */
function Ended({ words: { t }, organisation, at, mayBeginAgain }: EndedProps) {
  const [sign, title, text] = ends[at]
  const again = mayBeginAgain && (at === 'late' || at === 'declined' || at === 'cannot')
  return (
    <Message sign={sign} title={t(title)} text={t(text, { organisation, minutes: VISIT_MINUTES })}>
      {again ? <Post action="/e/visit/again" button={t('visit.again')} variant="secondary" /> : null}
    </Message>
  )
}
