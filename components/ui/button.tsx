import Link from 'next/link'
import type { ComponentProps } from 'react'

type Look = {
  /** One primary thing per view; quiet for what is rarely needed; danger for what cannot be undone. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  /** `large` is the person's size, 52 px. */
  size?: 'normal' | 'large'
}

const variants = {
  primary: 'border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong',
  secondary: 'border-line-strong bg-surface text-ink hover:bg-sunken',
  quiet: 'border-transparent bg-transparent text-ink-2 hover:bg-sunken hover:text-ink',
  danger: 'border-bad bg-surface text-bad hover:bg-bad-soft',
}

const sizes = {
  normal: 'h-11 rounded-control px-3.5 text-sm whitespace-nowrap desk:h-9',
  // Wraps: some languages need twice the room, and an address or a name in it may be longer than a phone is wide.
  large:
    'min-h-[52px] rounded-[14px] px-5 py-2.5 text-center wrap-anywhere text-[1.0625rem] leading-snug font-semibold',
}

/** The look of a button, for the rare element that is none of the parts below. */
export function buttonClass({ variant = 'secondary', size = 'normal' }: Look = {}): string {
  return `inline-flex shrink-0 items-center justify-center gap-2 border font-medium transition-colors select-none disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-default aria-disabled:opacity-70 [&>svg]:size-4 [&>svg]:shrink-0 ${variants[variant]} ${sizes[size]}`
}

type ButtonProps = ComponentProps<'button'> & Look & { pending?: boolean }

/** While `pending`, it keeps its place and focus, says so to screen readers, and takes no second press. In a form use SubmitButton. */
export function Button({ variant, size, pending = false, className = '', children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`${buttonClass({ variant, size })} ${className}`}
      aria-disabled={pending || rest['aria-disabled']}
      aria-busy={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
    >
      {pending ? (
        <span aria-hidden className="size-3.5 animate-spin rounded-full border-2 border-current border-r-transparent" />
      ) : null}
      {children}
    </button>
  )
}

/** A link that looks like a button. Pages with another Permissions-Policy need a document link instead. */
export function LinkButton({ variant, size, className = '', ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link {...rest} className={`${buttonClass({ variant, size })} ${className}`} />
}
