import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { CallbackBody, type ShownBody } from '@/components/callbacks/callback-body'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { ToneShape } from '@/components/ui/tone'
import { callbackReason, callbackTone, callbackWords } from '@/lib/domain/callback-words'
import { factHeadline, factTone } from '@/lib/domain/job-facts'

type CallbackInCard = ShownBody & {
  id: string
  receivedAt: Date
  state: string
  resultCode: string | null
  reason: string | null
  repeats: number
}

type CallbacksCardProps = {
  /** The newest ones, newest first. */
  callbacks: readonly CallbackInCard[]
  /** How many more there are. */
  older: number
  mayRead: boolean
  zone: string
  /** What to say while there is none. */
  none: string
}

/** What came to this job's callback address, as it came. */
export function CallbacksCard({ callbacks, older, mayRead, zone, none }: CallbacksCardProps) {
  return (
    <Card title="Callbacks" aside={mayRead && callbacks.length > 0 ? callbacks.length + older : null}>
      {mayRead ? null : <p className="text-ink-2">Only administrators and the operator of this job can read them.</p>}
      {mayRead && callbacks.length === 0 ? <p className="text-ink-2">{none}</p> : null}
      <ul className="grid gap-1">
        {callbacks.map((callback) => {
          // What was set aside is not repeated as if it were true.
          const fact = callback.reason === null ? factHeadline(callback.resultCode) : null
          return (
            <li key={callback.id}>
              <details className="group">
                <summary className="-mx-2 flex min-h-11 items-start gap-2 rounded-control px-2 py-2 hover:bg-sunken [&::-webkit-details-marker]:hidden">
                  <ChevronRight aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3 group-open:rotate-90" />
                  <span className="min-w-0 flex-1">
                    {fact ? <span className="block font-medium">{fact}</span> : null}
                    <span className="block">{callbackWords(callback.state, callback.reason)}</span>
                    <span className="text-[0.8125rem] text-ink-3">
                      {callback.resultCode ? <span className="num">{callback.resultCode} · </span> : null}
                      <Time at={callback.receivedAt} zone={zone} show="clock" />
                      {callback.repeats > 0 ? ` · came ${callback.repeats + 1} times` : ''}
                      {callback.reason ? ` · ${callbackReason(callback.reason)}` : ''}
                    </span>
                  </span>
                  <ToneShape
                    tone={fact ? (factTone(callback.resultCode) ?? 'idle') : callbackTone(callback.state)}
                    className="mt-1.5 size-2.5 text-ink-3"
                  />
                </summary>
                <CallbackBody {...callback} />
                <Link href={`/callbacks/${callback.id}`} className="link mt-1 inline-block text-[0.8125rem]">
                  {callback.raw === null ? 'Its body is sealed; more about it' : 'More about it'}
                </Link>
              </details>
            </li>
          )
        })}
      </ul>
      {older > 0 ? <p className="mt-2 text-[0.8125rem] text-ink-3">And {older} older.</p> : null}
    </Card>
  )
}
