import { Moment } from './moment'
import type { Words } from './words'

/** No text contains it, and no gap may be empty. */
const GAP = '\u{E000}'

/** A sentence that may have a moment in it: `say` gets what to put into the gap. */
export function Said({
  words: { locale },
  at,
  style = 'date',
  say,
}: {
  words: Words
  at: Date
  style?: 'date' | 'time'
  say: (gap: string) => string
}) {
  const [before, after] = say(GAP).split(GAP)
  if (after === undefined) return before
  return (
    <>
      {before}
      <Moment at={at.toISOString()} locale={locale} style={style} />
      {after}
    </>
  )
}
