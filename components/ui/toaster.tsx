'use client'
import { Toaster as Sonner } from 'sonner'

/** Where short news appears ("Copied", "Saved"); `toast` comes from sonner itself. Never the only place of an error. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      theme="system"
      toastOptions={{ className: '!rounded-card !border-line !bg-surface !font-sans !text-ink !shadow-lift' }}
    />
  )
}
