'use client'
import { Eye, EyeOff, Maximize2 } from 'lucide-react'
import { type MouseEvent, useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { type FrameShape, useLookReason } from './look-reason'
import { Silhouette } from './silhouette'
import { usePicture } from './use-picture'

type FrameProps = {
  jobId: string
  position: number
  name: string
  /** An oval for the selfie in a head, a tile in the row of frames. */
  shape: FrameShape
  className: string
}

/**
 * One frame behind a veil. Nothing is loaded before it is asked for with a reason; each look is written down, with why.
 * What is shown can be looked at in full, which is the same look.
 */
export function Frame({ jobId, position, name, shape, className }: FrameProps) {
  const { reason, miss, refuse } = useLookReason()
  const picture = usePicture(jobId, position)
  const [drawn, setDrawn] = useState<string | null>(null)
  const [large, setLarge] = useState(false)
  const asked = picture.state === 'asked'
  const shown = picture.state === 'shown'
  const failed = picture.state === 'failed'
  const loaded = picture.url !== null && drawn === picture.url
  const round = shape === 'oval' ? 'rounded-[50%]' : 'rounded-md'
  // Off the face once it is shown, and out of sight unless needed; fingers do not hover, so for them it stays.
  const place = loaded
    ? shape === 'tile'
      ? 'place-items-end'
      : 'items-end justify-items-center'
    : 'place-items-center'
  const press = async ({ detail }: MouseEvent) => {
    // Neither while the picture is on its way nor by the second half of a double click: the look is recorded already.
    if (asked || detail > 1) return
    if (shown) return picture.hide()
    if (!reason) return miss(shape)
    refuse(shape, await picture.show(reason))
  }
  const veil = loaded
    ? 'opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 [@media(hover:none)]:opacity-100'
    : ''
  return (
    <div className={`relative shrink-0 ${className}`}>
      <button
        type="button"
        aria-label={shown ? `Hide ${name}` : `Show ${name}; the look is recorded`}
        title={shown ? 'Hide' : 'Show; the look is recorded'}
        aria-busy={asked || undefined}
        onClick={press}
        className={`group relative block size-full overflow-hidden border border-line-strong bg-sunken ${round}`}
      >
        <Silhouette
          className={`absolute inset-0 size-full !rounded-none border-0 ${loaded ? 'invisible' : asked || shown ? 'animate-pulse' : ''}`}
        />
        {picture.url ? (
          // A plain image: Next's would keep a copy of a face in its cache.
          <img
            src={picture.url}
            alt={`${name} of this capture`}
            onLoad={() => setDrawn(picture.url)}
            onError={() => picture.hide('failed')}
            className="absolute inset-0 size-full object-cover"
          />
        ) : null}
        <span className={`absolute inset-0 grid p-1 transition-opacity ${place} ${veil}`}>
          <span
            className={`grid place-items-center rounded-full bg-surface/85 text-ink-2 group-hover:text-ink ${loaded ? 'size-5' : 'size-6'}`}
          >
            {shown ? <EyeOff aria-hidden className="size-3" /> : <Eye aria-hidden className="size-3" />}
          </span>
        </span>
        {failed ? (
          <span className="absolute inset-x-0 bottom-0 bg-surface px-1 text-[0.6875rem] text-bad">not shown</span>
        ) : null}
      </button>
      {/* Not within the button, where nothing is read out. */}
      <span role="status" className="sr-only">
        {failed ? `${sentence(name)} could not be shown.` : ''}
      </span>
      {loaded && picture.url ? (
        <>
          <button
            type="button"
            aria-label={`Enlarge ${name}`}
            title="Enlarge"
            onClick={() => setLarge(true)}
            className="absolute top-0 right-0 grid size-6 place-items-center [@media(hover:none)]:size-9 rounded-full bg-surface/85 text-ink-2 shadow-lift hover:text-ink"
          >
            <Maximize2 aria-hidden className="size-3" />
          </button>
          <Dialog open={large} onOpenChange={setLarge} title={sentence(name)}>
            <img src={picture.url} alt={`${name}, enlarged`} className="mx-auto max-h-[70dvh] w-auto rounded-md" />
          </Dialog>
        </>
      ) : null}
    </div>
  )
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
