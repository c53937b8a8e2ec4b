'use client'
import { Button } from '@/components/ui/button'
import type { Readiness } from './readiness'

type SendBarProps = Readiness & {
  /** What the button does. */
  name: string
  pending: boolean
  /** The question whose selfie it is, where it has to be asked. */
  whose: React.ReactNode
  /** Why the last press was of no use; null where there is nothing to say: then the button's own words are said. */
  children: React.ReactNode
}

/**
 * The form's end: the one button, and what stands in its way. Where there is room it stays in sight, however long the
 * form is; on phones and when zoomed in it would cover the fields.
 */
export function SendBar({ name, isReady, words, pending, whose, children }: SendBarProps) {
  return (
    <div
      data-stays
      className="grid gap-3 roomy:sticky roomy:bottom-0 roomy:border-t roomy:border-line roomy:bg-paper roomy:px-5 roomy:py-3 roomy:[&_*]:-scroll-mb-52"
    >
      {children}
      {whose}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          type="submit"
          variant="primary"
          size="large"
          pending={pending}
          disabled={!isReady}
          className="max-sm:w-full"
        >
          {name}
        </Button>
        <p role="status" className="flex-1 basis-40 text-[0.8125rem] text-ink-2">
          {isReady && children ? '' : words}
        </p>
      </div>
    </div>
  )
}
