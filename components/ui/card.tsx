import { useId } from 'react'

/** A surface with one subject; with a title it is a named region. */
export function Card({
  id: anchor,
  title,
  aside,
  flush = false,
  className = '',
  children,
}: {
  /** To be led to by a link. */
  id?: string
  title?: React.ReactNode
  /** Sits opposite the title. */
  aside?: React.ReactNode
  /** Rows inside bring their own padding and reach the edges. */
  flush?: boolean
  className?: string
  children: React.ReactNode
}) {
  const id = useId()
  const surface = 'min-w-0 rounded-card border border-line bg-surface shadow-lift'
  if (!title)
    return (
      <div id={anchor} className={`${surface} ${className}`}>
        {children}
      </div>
    )
  return (
    <section id={anchor} aria-labelledby={id} className={`${surface} ${className}`}>
      <div className="flex min-h-6 flex-wrap items-baseline justify-between gap-x-4 px-4 pt-4 sm:px-5">
        <h2 id={id}>{title}</h2>
        {aside ? <div className="text-[0.8125rem] text-ink-3">{aside}</div> : null}
      </div>
      <div className={flush ? 'pt-2' : 'px-4 pt-3 pb-4 sm:px-5 sm:pb-5'}>{children}</div>
    </section>
  )
}
