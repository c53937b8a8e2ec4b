import { Callout } from '@/components/ui/callout'
import type { Refusal } from '@/lib/domain/outcome'

/** A refusal that belongs to the whole form; what belongs to a field is said at the field. Read out at once. */
export function RefusalNote({ refusal }: { refusal: Refusal | null }) {
  if (!refusal || refusal.fields) return null
  return (
    <div role="alert">
      <Callout tone="bad" title={refusal.message} />
    </div>
  )
}
