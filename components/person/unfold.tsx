import { ChevronDown } from 'lucide-react'

/** A further choice behind one line. It opens without any script, and does nothing until its own button is pressed. */
export function Unfold({ title, open, children }: { title: string; open?: boolean; children: React.ReactNode }) {
  return (
    <details open={open} className="group rounded-[14px] border border-line-strong bg-surface print:hidden">
      <summary className="flex min-h-[52px] list-none items-center justify-between gap-3 px-5 py-2.5 leading-snug font-semibold select-none [&::-webkit-details-marker]:hidden">
        {title}
        <ChevronDown aria-hidden className="size-5 shrink-0 text-ink-3 transition-transform group-open:rotate-180" />
      </summary>
      <div className="grid gap-4 border-t border-line px-5 pt-4 pb-5">{children}</div>
    </details>
  )
}
