/**
 * The top of a page: where you are, its name, what can be done here; on phones one under the other. Beside a search
 * and a button, which take what width there is, a list's short name wants less.
 */
export function PageHead({
  title,
  titleRef,
  above,
  below,
  actions,
}: {
  title: React.ReactNode
  /** For a page that changes under the reader: the new title takes the focus. */
  titleRef?: React.Ref<HTMLHeadingElement>
  above?: React.ReactNode
  below?: React.ReactNode
  actions?: React.ReactNode
}) {
  return (
    <header className="group/head mb-5 flex flex-wrap items-center gap-x-3 gap-y-3">
      <div className="min-w-0 flex-1 basis-48 group-has-[search:not(:last-child)]/head:basis-32">
        {above ? <div className="text-ink-3">{above}</div> : null}
        <h1 ref={titleRef} tabIndex={titleRef ? -1 : undefined} className="wrap-anywhere outline-none">
          {title}
        </h1>
        {below ? <div className="mt-0.5 text-ink-2">{below}</div> : null}
      </div>
      {actions ? (
        <div className="flex w-full flex-wrap items-center gap-2.5 sm:w-auto sm:max-desk:has-[search:not(:last-child)]:grow-9">
          {actions}
        </div>
      ) : null}
    </header>
  )
}
