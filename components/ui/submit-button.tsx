'use client'
import type { ComponentProps } from 'react'
import { useFormStatus } from 'react-dom'
import { Button } from './button'

/** A form's own button: pending while the form's action runs. */
export function SubmitButton({ pending = false, ...rest }: ComponentProps<typeof Button>) {
  const status = useFormStatus()
  return <Button variant="primary" {...rest} type="submit" pending={pending || status.pending} />
}
