import type { ComponentProps } from 'react'
import { buttonClass } from './button'

type DocumentLinkProps = Omit<ComponentProps<'a'>, 'href'> & {
  href: string
  /** Looks like a button of this kind; without it, like a link. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
}

/**
 * A link that loads a whole document. Every link to a page with a camera must be one: a document keeps
 * the Permissions-Policy it came with, so next/link would arrive there with the camera still forbidden.
 */
export function DocumentLink({ variant, className = '', ...rest }: DocumentLinkProps) {
  return <a {...rest} className={`${variant ? buttonClass({ variant }) : 'link'} ${className}`} />
}
