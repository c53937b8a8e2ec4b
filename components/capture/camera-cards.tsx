'use client'
import { CameraOff, SwitchCamera } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Camera } from './cameras'
import { useManner } from './capture-manner'
import { useThumbnails } from './use-thumbnails'

type CardsProps = {
  words: { open: string; close: string }
  cameras: readonly Camera[]
  chosen: string | null
  disabled: boolean
  onChoose: (id: string) => void
}

/** Which camera to use, by what each of them sees. They are on only while their pictures are shown. */
export function CameraCards({ words, cameras, chosen, disabled, onChoose }: CardsProps) {
  const { picker } = useManner().words
  const [open, setOpen] = useState(false)
  const shown = open && !disabled
  const streams = useThumbnails(cameras, shown)
  const cards = useRef<HTMLFieldSetElement>(null)
  // The cards stand below a tall picture. If they opened out of sight, it would seem that nothing had happened.
  useEffect(() => {
    if (shown) cards.current?.scrollIntoView({ block: 'nearest' })
  }, [shown])
  const current = cameras.find(({ id }) => id === chosen)
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 text-[0.8125rem] text-ink-2">
          {picker.label}: <b className="wrap-anywhere text-ink">{current?.name ?? picker.browsers}</b>
          {current?.remark ? <span className="block text-warn">{picker.virtual}</span> : null}
        </p>
        <Button aria-expanded={shown} disabled={disabled} onClick={() => setOpen(!open)}>
          <SwitchCamera aria-hidden /> {shown ? words.close : words.open}
        </Button>
      </div>
      {shown ? (
        <fieldset ref={cards} className="grid scroll-my-3 grid-cols-2 gap-2.5 sm:grid-cols-3">
          <legend className="sr-only">{picker.label}</legend>
          {cameras.map(({ id, name, remark }) => (
            <label
              key={id}
              className="grid cursor-pointer content-start gap-1.5 rounded-control border border-line-strong p-1.5 text-[0.8125rem] has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="camera"
                value={id}
                checked={id === chosen}
                onChange={() => {
                  // Its own streams go first: a camera that two things want may say that it is busy.
                  setOpen(false)
                  onChoose(id)
                }}
                className="sr-only"
              />
              <Thumbnail stream={streams.get(id)} />
              <span className="px-1 pb-0.5 wrap-anywhere">
                {name}
                {remark ? ` (${picker.virtualMark})` : ''}
              </span>
            </label>
          ))}
        </fieldset>
      ) : null}
    </div>
  )
}

function Thumbnail({ stream }: { stream: MediaStream | undefined }) {
  if (!stream)
    return (
      <span className="grid aspect-[4/3] place-items-center rounded-lg bg-sunken text-ink-3">
        <CameraOff aria-hidden className="size-5" />
      </span>
    )
  return (
    <video
      ref={(video) => {
        // React calls this at every drawing. Setting the same stream again would restart it, and the picture would flicker.
        if (!video || video.srcObject === stream) return
        video.srcObject = stream
        // Browsers pause an autoplaying video that is out of sight, and some never resume it.
        video.play().catch(() => {})
      }}
      autoPlay
      muted
      playsInline
      aria-hidden
      className="aspect-[4/3] w-full rounded-lg bg-sunken object-cover"
    />
  )
}
