/** Nothing here, why, and the one thing to do about it. */
export function EmptyState({
  icon,
  title,
  isPage = false,
  children,
  action,
}: {
  icon?: React.ReactNode
  title: string
  /** All there is of the page: its title is the page's. */
  isPage?: boolean
  children?: React.ReactNode
  action?: React.ReactNode
}) {
  const Title = isPage ? 'h1' : 'p'
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      {icon ? <div className="mb-4 text-ink-3 [&>svg]:size-10 [&>svg]:stroke-[1.25]">{icon}</div> : null}
      <Title className="text-base font-semibold">{title}</Title>
      {children ? <div className="mt-1 max-w-[46ch] text-ink-2">{children}</div> : null}
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  )
}
