import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { ListTable, listCell, listRow, listSmall } from '@/components/ui/list-table'
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

/** Callbacks as a table at the desk and as cards on phones. The whole row leads to the callback. */
export function CallbackTable({ callbacks, zone }: { callbacks: readonly CallbackInTable[]; zone: string }) {
  return (
    <ListTable
      caption="Callbacks, newest first"
      columns={[
        { key: 'what', name: 'What arrived', className: 'w-[36%]' },
        { key: 'state', name: 'What became of it' },
        { key: 'about', name: 'About', className: 'w-[26%]' },
        { key: 'when', name: `When (${zoneName(zone, new Date(), 'short')})`, className: 'text-right' },
      ]}
    >
      {callbacks.map((callback) => (
        <CallbackRow key={callback.id} callback={callback} zone={zone} />
      ))}
    </ListTable>
  )
}

function CallbackRow({ callback, zone }: { callback: CallbackInTable; zone: string }) {
  const { id, state, resultCode, reason, repeats, job, receivedAt } = callback
  return (
    <tr className={listRow}>
      <td className={listCell}>
        <Link
          href={`/callbacks/${id}`}
          className="font-semibold after:absolute after:inset-0 focus-visible:outline-offset-4"
        >
          {callbackTitle(callback)}
        </Link>
        <div className="text-[0.8125rem] text-ink-3">
          {resultCode ? <span className="num">{resultCode}</span> : null}
          {repeats > 0 ? <span className="num not-first:before:content-['_·_']">came {repeats + 1} times</span> : null}
        </div>
      </td>
      <td className={`${listCell} max-w-32 justify-self-end self-start text-right desk:max-w-none desk:text-left`}>
        <Badge tone={callbackTone(state)}>{callbackStateName(state)}</Badge>
        {isAsItShouldBe(state) && !reason ? null : (
          <div className="mt-0.5 text-[0.8125rem] text-balance text-ink-3">
            {reason ? callbackReason(reason) : callbackWords(state)}
          </div>
        )}
      </td>
      <td className={listSmall}>
        {job ? (
          <>
            <div className="wrap-anywhere text-ink">
              <bdi>{job.person.displayName ?? <span className="id">{job.person.userId}</span>}</bdi>
            </div>
            <span className="text-[0.8125rem] text-ink-3">{environmentName[job.environment]}</span>
          </>
        ) : (
          <span className="text-ink-3">No job of ours</span>
        )}
      </td>
      <td className={`${listSmall} text-right`}>
        <Time at={receivedAt} zone={zone} className="hidden desk:block" />
        <Time at={receivedAt} zone={zone} show="relative" className="text-[0.8125rem] whitespace-nowrap text-ink-3" />
      </td>
    </tr>
  )
}

/** Most are: what that means, said in every row, would hide the few that are not. Each callback's page says it. */
function isAsItShouldBe(state: string): boolean {
  return state === 'applied'
}
