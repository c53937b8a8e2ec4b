import { TriangleAlert } from 'lucide-react'

/** Beside a job in a list: its state alone does not say why somebody has to look at it. */
export function ReportWaits() {
  return (
    <p className="flex items-start gap-1.5 text-[0.8125rem] text-warn text-pretty">
      <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      Smile ID reported something about this face
    </p>
  )
}
