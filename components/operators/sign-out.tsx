import { LogOut } from 'lucide-react'

/** For the operator's menu. `action` is the server action that signs out. */
export function SignOut({ action }: { action: () => Promise<void> }) {
  return (
    <form action={action}>
      <button
        type="submit"
        className="flex min-h-11 w-full items-center gap-2.5 rounded-lg px-2.5 text-left font-medium hover:bg-sunken desk:min-h-9"
      >
        <LogOut aria-hidden className="size-4 text-ink-3" /> Sign out
      </button>
    </form>
  )
}
