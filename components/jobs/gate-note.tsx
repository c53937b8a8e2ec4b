import type { GateResult } from '@/lib/domain/face-gate'
import { gateFindings } from '@/lib/domain/gate-words'

/** What the look at the capture found before it was sent. It decides nothing any more. */
export function GateNote({ gate }: { gate: GateResult }) {
  return <p className="mt-2.5 text-[0.8125rem] text-ink-2">{gateNote(gate)}</p>
}

function gateNote({ looked, faults }: GateResult): string {
  if (!looked) return 'Not looked at before sending: the picture check was not available.'
  if (faults.length === 0) return 'Looked at before sending: one face, straight, well lit and sharp.'
  return `Noted before sending: ${faults.map((fault) => gateFindings[fault]).join(', ')}.`
}
