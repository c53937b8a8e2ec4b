// R11's control: an uploaded job waits for its callback and for nothing else.
import { changeQueries } from './sql.mjs'

changeQueries(['move-job'], ({ text, values }) => {
  const isWaiting = JSON.parse(values[3]).state === 'processing'
  return { text, values: isWaiting ? values.with(7, null) : values }
})
