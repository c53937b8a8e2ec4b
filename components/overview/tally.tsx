import Link from 'next/link'
import { ToneShape } from '@/components/ui/tone'
import { countWords } from '@/lib/domain/count'
import type { Tone } from '@/lib/domain/job'
import { type JobGroup, jobGroups, jobsHref } from '@/lib/domain/job-filter'

const tiles = [
  { group: 'approved', tone: 'ok' },
  { group: 'waiting', tone: 'wait' },
  { group: 'provisional', tone: 'warn' },
  { group: 'rejected', tone: 'bad' },
  { group: 'refused', tone: 'odd' },
  { group: 'failed', tone: 'bad' },
] as const satisfies readonly { group: JobGroup; tone: Tone }[]

const inks: Record<Tone, string> = {
  ok: 'text-ok',
  wait: 'text-wait',
  warn: 'text-warn',
  bad: 'text-bad',
  odd: 'text-odd',
  idle: 'text-idle',
}

/** Today's jobs by how they stand; each number opens its list. */
export function Tally({ counts }: { counts: Record<JobGroup, number> }) {
  const all = tiles.reduce((sum, { group }) => sum + counts[group], 0)
  return (
    <section aria-label="Today" className="overflow-hidden rounded-card border border-line bg-surface shadow-lift">
      <ul className="-mr-px -mb-px grid grid-cols-2 sm:grid-cols-4 desk:grid-cols-7">
        <Tile href={jobsHref({ today: true })} name="Made today" count={all} />
        {tiles.map(({ group, tone }) => (
          <Tile
            key={group}
            href={jobsHref({ group, today: true })}
            name={jobGroups[group].name}
            count={counts[group]}
            sign={
              <ToneShape tone={tone} className={`size-2.5 ${counts[group] > 0 ? inks[tone] : 'text-line-strong'}`} />
            }
          />
        ))}
      </ul>
    </section>
  )
}

function Tile({ href, name, count, sign }: { href: string; name: string; count: number; sign?: React.ReactNode }) {
  return (
    <li className="border-r border-b border-line first:col-span-2 sm:first:col-span-1">
      <Link
        href={href}
        className="flex h-full flex-col gap-1 px-4 py-3.5 transition-colors hover:bg-accent-soft/35 focus-visible:-outline-offset-2 sm:px-5 sm:py-4"
      >
        <span className="flex items-center gap-1.5 text-[0.8125rem] text-ink-2">
          {sign}
          {name}
        </span>
        <b className={`num text-2xl/tight tracking-tight ${count > 0 ? '' : 'font-normal text-ink-3'}`}>
          {countWords(count)}
        </b>
      </Link>
    </li>
  )
}
