import { ChevronDown } from 'lucide-react'

/** The preview where there is room: beside the form, in sight while one types. */
export function PreviewBeside({ children }: { children: React.ReactNode }) {
  return (
    <aside aria-label="Preview" className="hidden desk:sticky desk:top-7 desk:block">
      {children}
    </aside>
  )
}

/** The same on a phone: folded away above the form's button, to be looked at before that is pressed. */
export function PreviewFold({ children }: { children: React.ReactNode }) {
  return (
    <details className="group rounded-card border border-line bg-surface desk:hidden">
      <summary className="flex min-h-12 list-none items-center justify-between gap-3 px-4 py-2.5 font-medium select-none sm:px-5 [&::-webkit-details-marker]:hidden">
        Look at the person’s page
        <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-3 transition-transform group-open:rotate-180" />
      </summary>
      <div className="px-2 pt-1 pb-5 sm:px-4">{children}</div>
    </details>
  )
}
