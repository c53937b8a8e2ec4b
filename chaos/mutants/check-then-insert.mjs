// R8's control: whether a form was sent before is looked up first, and written down afterwards. The index is dropped as well.
import { changeQueries, replaced } from './sql.mjs'

const LOCK = /^\s*SELECT "createdAt" FROM "Capture"[\s\S]* FOR NO KEY UPDATE$/
const SUBMIT = /^\s*UPDATE "Capture" SET "submittedAt" = now\(\)/

changeQueries([LOCK, SUBMIT], ({ text, values }) => ({
  text: LOCK.test(text)
    ? replaced(text, / FOR NO KEY UPDATE$/, ' AND "submittedAt" IS NULL')
    : replaced(text, / AND "submittedAt" IS NULL/, ''),
  values,
}))
