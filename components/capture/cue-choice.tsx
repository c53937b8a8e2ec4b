'use client'
import { Smile, Undo2 } from 'lucide-react'
import { useId } from 'react'
import type { Cue } from '@/lib/domain/face-cue'
import { useManner } from './capture-manner'

const cues = [
  { cue: 'smile', Icon: Smile },
  { cue: 'turn', Icon: Undo2 },
] as const

/** Smile, or turn the head: both count the same, and nobody has to say why. */
export function CueChoice({ chosen, onChoose }: { chosen: Cue; onChoose: (cue: Cue) => void }) {
  const words = useManner().words.guidance.cue
  const name = useId()
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-[0.8125rem] text-ink-2">{words.label}</legend>
      <div className="flex gap-2">
        {cues.map(({ cue, Icon }) => (
          <label
            key={cue}
            className="flex min-h-11 flex-auto cursor-pointer items-center justify-center gap-2 rounded-control border border-edge px-3 py-1.5 text-center text-sm leading-snug font-medium has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={cue}
              checked={cue === chosen}
              onChange={() => onChoose(cue)}
              className="sr-only"
            />
            <Icon aria-hidden className="size-4 shrink-0" />
            {words[cue]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
