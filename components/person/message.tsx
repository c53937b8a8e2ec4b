import { Lead } from './frame'
import { Sign, type SignName } from './sign'

/** One thing to say: a sign, a heading, a sentence, and what can be done now, if anything. */
export function Message({
  sign,
  title,
  text,
  children,
}: {
  sign: SignName
  title: string
  text?: React.ReactNode
  children?: React.ReactNode
}) {
  return (
    <>
      <Sign name={sign} />
      <Lead title={title}>{text}</Lead>
      {children ? <div className="grid gap-3">{children}</div> : null}
    </>
  )
}
