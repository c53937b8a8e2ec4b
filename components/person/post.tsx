import { Button } from '@/components/ui/button'

type PostProps = {
  action: string
  /** What goes along unseen. */
  hidden?: Record<string, string>
  button: string
  variant?: 'primary' | 'secondary' | 'danger'
  children?: React.ReactNode
}

/** A form of the plain kind, which works before any script has loaded, and without any. */
export function Post({ action, hidden = {}, button, variant = 'primary', children }: PostProps) {
  return (
    <form method="post" action={action} className="grid gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <Button type="submit" variant={variant} size="large" className="w-full">
        {button}
      </Button>
    </form>
  )
}
