import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'

/** A control without a size of letters: of two sizes on one element the style sheet's order would choose, not the class's. */
export const bareControlClass =
  'w-full rounded-control border border-edge bg-surface px-3 text-ink placeholder:text-ink-3 focus-visible:outline-offset-0 aria-invalid:border-bad disabled:bg-sunken disabled:text-ink-2'

/** Shared by every text-like control: 36 px at the desk, 44 px and 16 px text on phones, so that iOS does not zoom. */
export const controlClass = `${bareControlClass} text-base desk:text-sm`

export function Input({ className = '', ...rest }: ComponentProps<'input'>) {
  return <input type="text" {...rest} className={`${controlClass} h-11 desk:h-9 ${className}`} />
}

export function Textarea({ className = '', ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={3} {...rest} className={`${controlClass} py-2 ${className}`} />
}

type SelectProps = Omit<ComponentProps<'select'>, 'size'> & {
  /** `small`: within a line of small print, at the desk. */
  size?: 'normal' | 'small'
}

const selectSizes = { normal: 'pe-9 desk:h-9', small: 'pe-8 desk:h-7 desk:ps-2 desk:text-[0.8125rem]' }

export function Select({ size = 'normal', className = '', children, ...rest }: SelectProps) {
  return (
    <span className={`relative block ${className}`}>
      <select {...rest} className={`${controlClass} h-11 appearance-none ${selectSizes[size]}`}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute end-2.5 top-1/2 size-4 -translate-y-1/2 text-ink-3"
      />
    </span>
  )
}
