import Link from 'next/link'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'

type EraseRequest = {
  id: string
  enrolleeId: string
  person: { userId: string; displayName: string | null }
  by: string
  reason: string
  at: Date
}

/** Whom operators ask to erase; nothing when there is nobody. */
export function EraseRequests({ requests, zone }: { requests: readonly EraseRequest[]; zone: string }) {
  if (requests.length === 0) return null
  return (
    <Card title="Asked to be erased" aside={requests.length} flush className="mb-5">
      <ul className="divide-y divide-line">
        {requests.map(({ id, enrolleeId, person, by, reason, at }) => (
          <li key={id} className="relative px-4 py-3 transition-colors hover:bg-accent-soft/35 sm:px-5">
            <div className="flex items-baseline justify-between gap-3">
              <Link
                href={`/enrollees/${enrolleeId}`}
                className="min-w-0 truncate font-semibold after:absolute after:inset-0"
              >
                {person.displayName ?? <span className="id">{person.userId}</span>}
              </Link>
              <Time at={at} zone={zone} show="relative" className="shrink-0 text-[0.8125rem] text-ink-3" />
            </div>
            <p className="mt-0.5 text-ink-2 wrap-anywhere">
              {by} asks you to erase them: “<bdi>{reason}</bdi>”
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
