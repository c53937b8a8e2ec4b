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

export type SignName = keyof typeof signs

/** What a page with one thing to say says at a glance; its heading says it in words. */
export function Sign({ name }: { name: SignName }) {
  return (
    <span aria-hidden className={`mt-6 grid size-14 place-items-center rounded-full ${tones[name]}`}>
      <svg
        viewBox="0 0 40 40"
        aria-hidden
        className={`size-9 ${name === 'ask' ? 'rtl:-scale-x-100' : ''}`}
        fill="none"
        stroke="currentColor"
      >
        <path d={signs[name]} strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
    </span>
  )
}
