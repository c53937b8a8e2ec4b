import { Logo } from '@/components/shell/logo'
import { Card } from '@/components/ui/card'

/** A page for somebody who is not signed in: one card, one thing to do. */
export function Door({
  title,
  below,
  children,
}: {
  title: React.ReactNode
  below?: React.ReactNode
  children?: React.ReactNode
}) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-[26rem] content-center px-4 py-10">
      <p className="mb-5 flex items-center justify-center gap-2.5 text-lg font-semibold tracking-[-0.01em]">
        <Logo />
        Kioo
      </p>
      <Card className="p-5 sm:p-7">
        <h1>{title}</h1>
        {below ? <div className="mt-1 text-ink-2 wrap-anywhere">{below}</div> : null}
        {children ? <div className="mt-5">{children}</div> : null}
      </Card>
    </main>
  )
}
