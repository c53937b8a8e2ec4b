import Link from 'next/link'
import { LinkButton } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'

type WaitingImport = { id: string; createdAt: Date; label: string; wanted: number; made: number; keptUntil: Date }

const linkCount = (count: number) => `${count} ${count === 1 ? 'link' : 'links'}`

/** One's imports whose links are not downloaded yet, each with the way to them; nothing when there are none. */
export function WaitingImports({ imports, zone }: { imports: readonly WaitingImport[]; zone: string }) {
  if (imports.length === 0) return null
  return (
    <Card title="Your links not downloaded yet" aside={imports.length} flush className="mb-5 max-w-3xl">
      <ul className="divide-y divide-line">
        {imports.map(({ id, createdAt, label, wanted, made, keptUntil }) => (
          <li key={id} className="relative px-4 py-3 transition-colors hover:bg-accent-soft/35 sm:px-5">
            <div className="flex items-baseline justify-between gap-3">
              <Link
                href={`/links/import/${id}`}
                className="min-w-0 truncate font-semibold after:absolute after:inset-0"
              >
                {made < wanted ? `${made} of ${linkCount(wanted)}` : linkCount(made)}
                {label ? (
                  <>
                    {' · '}
                    <bdi>{label}</bdi>
                  </>
                ) : null}
              </Link>
              <Time at={createdAt} zone={zone} show="relative" className="shrink-0 text-[0.8125rem] text-ink-3" />
            </div>
            <p className="mt-0.5 text-ink-2">
              {made < wanted ? 'Not all are made yet. ' : null}Can be downloaded until{' '}
              <Time at={keptUntil} zone={zone} />.
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** That links of one's imports are not downloaded yet, with the way to them; nothing when none are. */
export function WaitingImportsCallout({ imports }: { imports: readonly WaitingImport[] }) {
  const [only, ...others] = imports
  if (!only) return null
  const made = imports.reduce((sum, one) => sum + one.made, 0)
  return (
    <Callout
      tone="warn"
      className="mb-5"
      title={`${linkCount(made)} of your import${others.length ? 's' : ''} not downloaded yet`}
      action={
        <LinkButton href={others.length ? '/links/import' : `/links/import/${only.id}`}>
          {others.length ? 'See them' : 'Download them'}
        </LinkButton>
      }
    >
      Nobody else can fetch them, and Kioo forgets them seven days after their file was checked.
    </Callout>
  )
}
