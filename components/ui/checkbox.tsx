import { type ComponentProps, useId } from 'react'
import { FieldError } from './field'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & {
  label: React.ReactNode
  description?: React.ReactNode
  error?: string | undefined
}

/** A box with its sentence; the whole line is the target. */
export function Checkbox({ label, description, error, className = '', ...rest }: CheckboxProps) {
  const id = useId()
  const describedBy = [error && `${id}-error`, description && `${id}-help`].filter(Boolean).join(' ')
  return (
    <div className={`grid gap-1.5 ${className}`}>
      <label htmlFor={id} className="flex min-h-11 items-start gap-2.5 py-2.5 desk:min-h-0 desk:py-0">
        <input
          id={id}
          {...rest}
          type="checkbox"
          // Without it the description is in the name too, and is read twice.
          aria-labelledby={`${id}-label`}
          aria-describedby={describedBy || undefined}
          aria-invalid={error ? true : undefined}
          className="mt-0.5 size-[18px] shrink-0 accent-accent desk:size-4"
        />
        <span>
          <span id={`${id}-label`} className="font-medium">
            {label}
          </span>
          {description ? (
            <span id={`${id}-help`} className="mt-0.5 block text-[0.8125rem] text-ink-2">
              {description}
            </span>
          ) : null}
        </span>
      </label>
      <FieldError id={`${id}-error`} message={error} />
    </div>
  )
}
