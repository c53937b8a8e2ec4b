import Link from 'next/link'
import { Time } from '@/components/ui/time'
import { ToneShape } from '@/components/ui/tone'
import type { Tone } from '@/lib/domain/job'
import type { HistoryLine } from '@/lib/domain/job-history'
import { longDate } from '@/lib/domain/time'

const inks: Record<Tone, string> = {
  ok: 'text-ok',
  wait: 'text-wait',
  warn: 'text-warn',
  bad: 'text-bad',
  odd: 'text-odd',
  idle: 'text-ink-3',
}

/** A job's history, newest first. A day is named where it begins. */
export function Timeline({ lines, zone }: { lines: readonly HistoryLine[]; zone: string }) {
  return (
    <ol className="-mb-2">
      {lines.map((line, at) => {
        const day = longDate(line.at, zone)
        const above = lines[at - 1]
        const isNewDay = !above || longDate(above.at, zone) !== day
        return (
          <li key={line.id}>
            {isNewDay ? (
              <p className={`text-[0.78rem] font-medium text-ink-3 ${at > 0 ? 'mt-3 mb-1' : 'mb-1'}`}>{day}</p>
            ) : null}
            <div className="grid grid-cols-[62px_14px_minmax(0,1fr)] gap-x-3">
              <Time
                at={line.at}
                zone={zone}
                show="clock"
                className="pt-2.5 text-right text-[0.78rem]/[1.4] text-ink-3"
              />
              <span className="relative flex justify-center">
                <span
                  aria-hidden
                  className={`absolute w-[1.5px] bg-line ${isNewDay && at > 0 ? 'top-4' : 'top-0'} ${at === 0 ? 'top-4' : ''} ${at === lines.length - 1 ? 'h-4' : 'bottom-0'}`}
                />
                <span className={`relative mt-2.5 grid size-4 place-items-center bg-surface ${inks[line.tone]}`}>
                  <ToneShape tone={line.tone} />
                </span>
              </span>
              <div className="min-w-0 py-2">
                <p className="font-medium wrap-anywhere">{line.title}</p>
                {line.detail ? <p className="text-[0.8125rem] text-ink-2 wrap-anywhere">{line.detail}</p> : null}
                {line.jobId ? (
                  <Link href={`/jobs/${line.jobId}`} className="link text-[0.8125rem]">
                    Open the new job
                  </Link>
                ) : null}
              </div>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
