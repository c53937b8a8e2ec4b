import type { Tone } from '@/lib/domain/job'
import { ToneShape, toneClass } from './tone'

type CalloutProps = {
  tone?: Tone
  title: React.ReactNode
  /** The next step, as a button or link. */
  action?: React.ReactNode
  /** `alert` for what just went wrong on this page: it is read out at once. */
  role?: 'alert' | 'status'
  className?: string
  children?: React.ReactNode
}

/** What happened in one bold line, what it means under it, what to do next at its side. */
export function Callout({ tone = 'idle', title, action, role, className = '', children }: CalloutProps) {
  return (
    <div
      role={role}
      className={`flex flex-col gap-x-6 gap-y-3 rounded-card border border-current/30 px-4 py-3.5 desk:flex-row desk:flex-wrap desk:items-center ${toneClass[tone]} ${className}`}
    >
      <div className="flex min-w-0 flex-1 gap-3 desk:basis-60">
        <ToneShape tone={tone} className="mt-[5px] size-3" />
        <div className="min-w-0 text-ink">
          <p className="font-semibold">{title}</p>
          {children ? <div className="mt-0.5 max-w-[72ch] text-ink-2">{children}</div> : null}
        </div>
      </div>
      {action ? <div className="flex flex-wrap gap-2">{action}</div> : null}
    </div>
  )
}
