import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import { callbackTitle } from '@/lib/domain/callback-title'
import { callbackReason, callbackStateName, callbackTone, callbackWords } from '@/lib/domain/callback-words'
import { type Environment, environmentName } from '@/lib/domain/environment'
import type { Person } from '@/lib/domain/mask'
import { zoneName } from '@/lib/domain/time'

type CallbackInTable = {
  id: string
  receivedAt: Date
  state: string
  resultCode: string | null
  reason: string | null
  repeats: number
  /** Null: of no job of ours. */
  job: { id: string; environment: Environment; person: Person } | null
}

const head = 'border-b border-line px-4 py-2.5 text-left text-[0.78rem] font-medium text-ink-3'
const cell = 'desk:border-b desk:border-line desk:px-4 desk:py-2.5 desk:align-middle'

/** Callbacks as a table at the desk and as cards on phones. The whole row leads to the callback. */
export function CallbackTable({ callbacks, zone }: { callbacks: readonly CallbackInTable[]; zone: string }) {
  return (
    <table className="block w-full desk:table desk:border-separate desk:border-spacing-0">
      <caption className="sr-only">Callbacks, newest first</caption>
      <thead className="hidden desk:table-header-group">
        <tr>
          <th scope="col" className={`${head} w-[36%]`}>
            What arrived
          </th>
          <th scope="col" className={head}>
            What became of it
          </th>
          <th scope="col" className={`${head} w-[26%]`}>
            About
          </th>
          <th scope="col" className={`${head} text-right whitespace-nowrap`}>
            When ({zoneName(zone, new Date(), 'short')})
          </th>
        </tr>
      </thead>
      <tbody className="block divide-y divide-line desk:table-row-group desk:divide-y-0">
        {callbacks.map((callback) => (
          <CallbackRow key={callback.id} callback={callback} zone={zone} />
        ))}
      </tbody>
    </table>
  )
}

function CallbackRow({ callback, zone }: { callback: CallbackInTable; zone: string }) {
  const { id, state, resultCode, reason, repeats, job, receivedAt } = callback
  return (
    <tr className="relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-2 px-4 py-3.5 transition-colors hover:bg-accent-soft/35 has-[a:focus-visible]:bg-accent-soft/35 desk:table-row desk:p-0 desk:[&:last-child>td]:border-b-0">
      <td className={`${cell} col-span-2`}>
        <Link
          href={`/callbacks/${id}`}
          className="font-semibold text-pretty after:absolute after:inset-0 focus-visible:outline-offset-4"
        >
          {callbackTitle(callback)}
        </Link>
        <div className="text-[0.8125rem] text-ink-3">
          {resultCode ? <span className="num">{resultCode}</span> : null}
          {repeats > 0 ? <span className="num not-first:before:content-['_·_']">came {repeats + 1} times</span> : null}
        </div>
      </td>
      <td className={`${cell} col-span-2`}>
        <Badge tone={callbackTone(state)}>{callbackStateName(state)}</Badge>
        <div className="mt-1 text-[0.8125rem] text-ink-3">{reason ? callbackReason(reason) : callbackWords(state)}</div>
      </td>
      <td className={`${cell} text-[0.8125rem] desk:text-sm`}>
        {job ? (
          <>
            <span className="block wrap-anywhere">
              {job.person.displayName ?? <span className="id">{job.person.userId}</span>}
            </span>
            <span className="text-[0.8125rem] text-ink-3">{environmentName[job.environment]}</span>
          </>
        ) : (
          <span className="text-ink-3">No job of ours</span>
        )}
      </td>
      <td className={`${cell} text-right text-[0.8125rem] text-ink-3 desk:text-sm desk:text-ink`}>
        <Time at={receivedAt} zone={zone} className="hidden desk:block" />
        <Time at={receivedAt} zone={zone} show="relative" className="text-[0.8125rem] whitespace-nowrap text-ink-3" />
      </td>
    </tr>
  )
}
