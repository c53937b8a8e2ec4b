import { type JobState, jobStateView, type Tone } from '@/lib/domain/job'
import { ToneShape, toneClass } from './tone'

/** A word in its tone. */
export function Badge({ tone, children }: { tone: Tone; children: React.ReactNode }) {
  return (
    <span
      className={`inline-flex h-6 items-center gap-1.5 rounded-full pr-2.5 pl-2 text-[0.78rem] font-medium whitespace-nowrap ${toneClass[tone]}`}
    >
      <ToneShape tone={tone} />
      {children}
    </span>
  )
}

/** A job's state, and its code where there is one: the same words and colours everywhere. */
export function StateBadge({ state, code }: { state: JobState; code?: string | null }) {
  const { name, tone } = jobStateView[state]
  return (
    <Badge tone={tone}>
      <span className="num">{code ? `${name} · ${code}` : name}</span>
    </Badge>
  )
}
