'use client'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { CameraCards } from './camera-cards'
import type { Camera } from './cameras'
import { useManner } from './capture-manner'

/** Which camera to use; shown only when there is a choice or something to say about the only one. */
export function CameraPicker({
  cameras,
  chosen,
  disabled,
  onChoose,
}: {
  cameras: readonly Camera[]
  chosen: string | null
  disabled: boolean
  onChoose: (id: string) => void
}) {
  const { picker: words, cards } = useManner().words
  const current = cameras.find(({ id }) => id === chosen)
  if (cameras.length < 2 && !current?.remark) return null
  // A phone at the desk's page cannot run several cameras either.
  const several = cards && cameras.length > 1 && !window.matchMedia('(pointer: coarse)').matches
  if (several)
    return <CameraCards words={cards} cameras={cameras} chosen={chosen} disabled={disabled} onChoose={onChoose} />
  return (
    <Field label={words.label} description={current?.remark === 'virtual' ? words.virtual : undefined}>
      {(wired) => (
        <Select
          {...wired}
          value={chosen ?? ''}
          disabled={disabled}
          onChange={(event) => onChoose(event.currentTarget.value)}
        >
          {current ? null : <option value="">{words.browsers}</option>}
          {cameras.map(({ id, name, remark }) => (
            <option key={id} value={id}>
              {remark ? `${name} (${words.virtualMark})` : name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
