import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import { countWords } from '@/lib/domain/count'
import { type Language, languageName, languages } from '@/lib/domain/language'
import type { VisitState } from '@/lib/domain/visit'
import type { StoredVisitEvent } from '@/lib/domain/visit-event'
import { deviceWords, visitEventDetails, visitEventWords, visitStanding } from '@/lib/domain/visit-words'

type VisitShown = {
  id: string
  createdAt: Date
  deadline: Date
  state: VisitState
  language: string
  device: string
  stopReason: string | null
  jobId: string | null
  consentAt: Date | null
  withdrawnAt: Date | null
  /** Its newest lines, oldest first, and how many there are before them. */
  events: readonly StoredVisitEvent[]
  eventsBefore: number
}

/** Each way through the link: where it stands or got stuck as of `now`, why, and step by step. */
export function VisitList({ visits, zone, now }: { visits: readonly VisitShown[]; zone: string; now: Date }) {
  return (
    <ol className="divide-y divide-line">
      {visits.map((visit) => {
        const { tone, words, isOver } = visitStanding(visit, now)
        return (
          <li key={visit.id} className="grid gap-2 px-4 py-4 sm:px-5">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
              <Badge tone={tone}>{isOver ? 'Over' : 'Now'}</Badge>
              <b>{words}</b>
            </div>
            <p className="text-[0.8125rem] text-ink-2">
              {visit.device ? `${deviceWords(visit.device)} · ` : null}
              {spoken(visit.language)} · began <Time at={visit.createdAt} zone={zone} />
              {isOver ? null : (
                <>
                  {' '}
                  · has until <Time at={visit.deadline} zone={zone} />
                </>
              )}
              {visit.consentAt ? (
                <>
                  {' '}
                  · agreed <Time at={visit.consentAt} zone={zone} />
                </>
              ) : null}
              {visit.withdrawnAt ? (
                <>
                  {' '}
                  · withdrew <Time at={visit.withdrawnAt} zone={zone} />
                </>
              ) : null}
              {visit.jobId ? (
                <>
                  {' · '}
                  <Link href={`/jobs/${visit.jobId}`} className="link">
                    its job
                  </Link>
                </>
              ) : null}
            </p>
            {visit.events.length > 0 ? (
              <ul className="mt-0.5 grid gap-1 border-l-2 border-line pl-3.5 text-[0.8125rem]">
                {visit.eventsBefore > 0 ? (
                  <li className="text-ink-3">{countWords(visit.eventsBefore)} more before these</li>
                ) : null}
                {visit.events.map((event) => (
                  <li key={event.id} className="flex gap-3">
                    <Time at={event.at} zone={zone} show="clock" className="shrink-0 text-ink-3" />
                    <span className="min-w-0">
                      {visitEventWords(event, visit.device)}
                      <EventDetails lines={visitEventDetails(event)} />
                    </span>
                  </li>
                ))}
              </ul>
            ) : null}
          </li>
        )
      })}
    </ol>
  )
}

function EventDetails({ lines }: { lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <details className="mt-1">
      <summary className="link w-fit cursor-pointer">Read them</summary>
      <ul className="mt-1.5 grid gap-0.5 rounded-control bg-sunken px-3 py-2 font-mono text-xs">
        {lines.map((line) => (
          <li key={line} className="wrap-anywhere">
            {line}
          </li>
        ))}
      </ul>
    </details>
  )
}

function spoken(language: string): string {
  const known: Language | undefined = languages.find((one) => one === language)
  return known ? languageName[known] : language
}
