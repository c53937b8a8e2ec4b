import { TriangleAlert } from 'lucide-react'
import { type Waiting, waitHint, waitsOf } from '@/lib/domain/waits'

/** Beside a job in a list: what else of it somebody has to look at. */
export function Waits({ job }: { job: Waiting }) {
  return waitsOf(job).map((wait) => (
    <p key={wait} className="flex items-start gap-1.5 text-[0.8125rem] text-warn text-pretty">
      <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      {waitHint[wait]}
    </p>
  ))
}
