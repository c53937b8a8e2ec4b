import type { Person } from '@/lib/domain/mask'
import { Silhouette } from './silhouette'

/** A person in a row: the name, or that there is none, and the user id. `link` wraps the name and covers the row. */
export function PersonCell({ person, link }: { person: Person; link: (name: React.ReactNode) => React.ReactNode }) {
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Silhouette />
      <div className="min-w-0">
        <div className="font-semibold wrap-anywhere">
          {link(person.displayName ?? <UserId userId={person.userId} />)}
        </div>
        <div className="text-ink-3">
          {person.displayName ? (
            <UserId userId={person.userId} />
          ) : (
            <span className="text-[0.8125rem]">no name given</span>
          )}
        </div>
      </div>
    </div>
  )
}

function UserId({ userId }: { userId: string }) {
  return <span className="id">{userId}</span>
}
