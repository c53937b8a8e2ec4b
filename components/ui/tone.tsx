import type { Tone } from '@/lib/domain/job'

export const toneClass: Record<Tone, string> = {
  ok: 'bg-ok-soft text-ok',
  wait: 'bg-wait-soft text-wait',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  odd: 'bg-odd-soft text-odd',
  idle: 'bg-idle-soft text-idle',
}

/** Each tone has a shape of its own, so that colour is never the only sign. */
export function ToneShape({ tone, className = 'size-2.5' }: { tone: Tone; className?: string }) {
  const shapes: Record<Tone, React.ReactNode> = {
    ok: <circle cx="5" cy="5" r="4" fill="currentColor" />,
    wait: <path d="M9 5a4 4 0 1 1-2.3-3.6" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
    warn: (
      <>
        <circle cx="5" cy="5" r="3.4" stroke="currentColor" strokeWidth="1.6" />
        <path d="M5 1.6a3.4 3.4 0 0 1 0 6.8Z" fill="currentColor" />
      </>
    ),
    bad: <path d="M1.8 1.8l6.4 6.4M8.2 1.8L1.8 8.2" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />,
    odd: <path d="M5 .6 9.4 5 5 9.4.6 5Z" fill="currentColor" />,
    idle: <circle cx="5" cy="5" r="3.4" stroke="currentColor" strokeWidth="1.8" />,
  }
  return (
    <svg aria-hidden viewBox="0 0 10 10" fill="none" className={`shrink-0 ${className}`}>
      {shapes[tone]}
    </svg>
  )
}
