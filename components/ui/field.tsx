import { useId } from 'react'

/** What a control needs to be tied to its label, description and error. */
type FieldWiring = {
  id: string
  required: boolean | undefined
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

type FieldProps = {
  label: React.ReactNode
  description?: React.ReactNode
  error?: string | undefined
  required?: boolean
  className?: string
  children: (wiring: FieldWiring) => React.ReactNode
}

/** Label, control, help and error: `<Field label="Name">{(wired) => <Input {...wired} name="name" />}</Field>`. */
export function Field({ label, description, error, required, className = '', children }: FieldProps) {
  const id = useId()
  const describedBy = [error && `${id}-error`, description && `${id}-help`].filter(Boolean).join(' ')
  return (
    <div className={`grid content-start gap-1.5 ${className}`}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        required,
        'aria-describedby': describedBy || undefined,
        'aria-invalid': error ? true : undefined,
      })}
      <FieldError id={`${id}-error`} message={error} />
      {description ? (
        <p id={`${id}-help`} className="text-[0.8125rem] text-ink-2">
          {description}
        </p>
      ) : null}
    </div>
  )
}

type FieldErrorProps = {
  id?: string
  message: string | undefined
  /** No error: what somebody chose themselves. */
  quiet?: boolean
}

/** The sentence under a control that says what to change. */
export function FieldError({ id, message, quiet = false }: FieldErrorProps) {
  if (!message) return null
  if (quiet)
    return (
      <p id={id} className="text-[0.8125rem] text-ink-2">
        {message}
      </p>
    )
  return (
    <p id={id} className="flex gap-1.5 text-[0.8125rem] font-medium text-bad">
      <span
        aria-hidden
        className="mt-[3px] grid size-3.5 shrink-0 place-items-center rounded-full bg-bad text-[10px] leading-none font-bold text-surface"
      >
        !
      </span>
      {message}
    </p>
  )
}
