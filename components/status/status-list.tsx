import { Card } from '@/components/ui/card'
import { ToneShape, toneClass } from '@/components/ui/tone'
import type { HealthLine } from '@/lib/domain/health-words'

/** Each part of the portal, how it is, and what that means for the people waiting. */
export function StatusList({ lines }: { lines: readonly HealthLine[] }) {
  return (
    <Card>
      <ul className="divide-y divide-line">
        {lines.map(({ part, tone, title, meaning }) => (
          <li key={`${part} ${title}`} className="flex gap-3.5 px-4 py-4 sm:px-5">
            <span
              aria-hidden
              className={`mt-0.5 grid size-6 shrink-0 place-items-center rounded-full ${toneClass[tone]}`}
            >
              <ToneShape tone={tone} className="size-2.5" />
            </span>
            <div className="min-w-0 desk:grid desk:flex-1 desk:grid-cols-[180px_minmax(0,1fr)] desk:gap-x-5">
              <p className="text-[0.8125rem] text-ink-3 desk:pt-0.5">{part}</p>
              <div>
                <p className={tone === 'ok' ? '' : 'font-semibold'}>{title}</p>
                {meaning ? <p className="mt-0.5 max-w-[68ch] text-ink-2">{meaning}</p> : null}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
