import { UserRound } from 'lucide-react'
import Link from 'next/link'
import { roleName } from '@/lib/domain/operator-view'
import type { Role } from '@/lib/domain/permissions'

export type ShellOperator = { name: string; email: string; role: Role }

const MENU = 'operator-menu'

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '').join('')
}

function Avatar({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-8 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent uppercase"
    >
      {initials(name)}
    </span>
  )
}

/** Who is signed in; opens the menu below. It is a native popover: no script, closed by Escape or a click outside. */
export function OperatorButton({ operator, compact = false }: { operator: ShellOperator; compact?: boolean }) {
  return (
    <button
      type="button"
      popoverTarget={MENU}
      aria-label={compact ? `Signed in as ${operator.name}` : undefined}
      className={`flex min-h-11 items-center gap-2.5 rounded-lg text-left text-[0.8125rem] hover:bg-surface/60 ${compact ? 'justify-center px-1.5' : 'w-full px-2.5 py-1.5'}`}
    >
      <Avatar name={operator.name} />
      {compact ? null : (
        <span className="min-w-0">
          <b className="block truncate">{operator.name}</b>
          <span className="block text-ink-3">{roleName[operator.role]}</span>
        </span>
      )}
    </button>
  )
}

export function OperatorMenu({ operator, signOut }: { operator: ShellOperator; signOut: React.ReactNode }) {
  return (
    <div
      id={MENU}
      popover="auto"
      className="fixed inset-auto top-14 right-3 m-0 w-60 rounded-card border border-line bg-surface p-2 text-ink shadow-lift desk:top-auto desk:right-auto desk:bottom-17 desk:left-3"
    >
      <p className="px-2.5 pt-1.5 pb-2">
        <b className="block truncate">{operator.name}</b>
        <span className="block truncate text-[0.8125rem] text-ink-3">{operator.email}</span>
      </p>
      <Link
        href="/settings/account"
        className="flex min-h-11 items-center gap-2.5 rounded-lg px-2.5 font-medium hover:bg-sunken desk:min-h-9"
      >
        <UserRound aria-hidden className="size-4 text-ink-3" /> Account and sessions
      </Link>
      <div className="mt-2 border-t border-line pt-2">{signOut}</div>
    </div>
  )
}
