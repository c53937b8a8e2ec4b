import { Lead } from './frame'

const signs = {
  done: 'M8 20.5 16.5 29 33 12',
  wait: 'M20 9v12l8 5',
  stop: 'M12 12l16 16M28 12 12 28',
  ask: 'M14.5 15.5a5.5 5.5 0 1 1 8 5c-1.8.9-2.5 2-2.5 4M20 30v.2',
} as const

const tones = {
  done: 'bg-ok-soft text-ok',
  wait: 'bg-wait-soft text-wait',
  stop: 'bg-idle-soft text-idle',
  ask: 'bg-warn-soft text-warn',
} as const

/** One thing to say: a sign, a heading, a sentence, and what can be done now, if anything. */
export function Message({
  sign,
  title,
  text,
  children,
}: {
  sign: keyof typeof signs
  title: string
  text?: React.ReactNode
  children?: React.ReactNode
}) {
  return (
    <>
      <span aria-hidden className={`mt-6 grid size-14 place-items-center rounded-full ${tones[sign]}`}>
        <svg
          viewBox="0 0 40 40"
          aria-hidden
          className={`size-9 ${sign === 'ask' ? 'rtl:-scale-x-100' : ''}`}
          fill="none"
          stroke="currentColor"
        >
          <path d={signs[sign]} strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
      </span>
      <Lead title={title}>{text}</Lead>
      {children ? <div className="grid gap-3">{children}</div> : null}
    </>
  )
}
