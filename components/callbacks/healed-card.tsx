import Link from 'next/link'
import { StateBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { type Healing, healingWhy } from '@/lib/domain/healing'
import type { JobState } from '@/lib/domain/job'
import type { Person } from '@/lib/domain/mask'
import { duration } from '@/lib/domain/time'

type HealedInCard = Healing & { jobId: string; at: Date; state: JobState; code: string | null; person: Person }

/** Results that nobody told us of: what the status reads found by themselves, and why they had to. */
export function HealedCard({ healed, zone }: { healed: readonly HealedInCard[]; zone: string }) {
  return (
    <Card title="Healed" className="mt-8" flush={healed.length > 0}>
      <p className={`max-w-[72ch] text-ink-2 ${healed.length > 0 ? 'px-4 pb-3 sm:px-5' : ''}`}>
        {healed.length > 0
          ? 'Results that Kioo read from Smile ID by itself, because no callback had told it.'
          : 'Nothing so far. When a callback does not come, Kioo reads the result from Smile ID by itself, and says so here.'}
      </p>
      <ul className="divide-y divide-line border-line not-empty:border-t">
        {healed.map(({ jobId, at, state, code, person, ...healing }) => (
          <li
            key={jobId}
            className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-accent-soft/35 sm:px-5"
          >
            <Link href={`/jobs/${jobId}`} className="min-w-0 font-semibold wrap-anywhere after:absolute after:inset-0">
              {person.displayName ?? <span className="id">{person.userId}</span>}
            </Link>
            <StateBadge state={state} code={code} />
            <span className="text-[0.8125rem] text-ink-2">
              {healingWhy(healing)}{' '}
              <span className="text-ink-3">Read {duration(healing.afterMs)} after the upload.</span>
            </span>
            <Time at={at} zone={zone} show="relative" className="text-right text-[0.8125rem] text-ink-3" />
          </li>
        ))}
      </ul>
    </Card>
  )
}
