// R1's control: a callback is acknowledged at once and stored a moment later.

import pg from 'pg'
import { changeQueries, noRows } from './sql.mjs'

const LATER_MS = 300
let elsewhere

changeQueries(['keep-callbacks'], ({ name, text, values }) => {
  elsewhere ??= new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 4 }).on('error', () => {})
  setTimeout(() => void elsewhere.query({ text: `/* ${name} */ ${text}`, values }).catch(() => {}), LATER_MS)
  const [, ids, , jobIds] = values
  const rows = ids.map((id, at) => ({ id, jobId: jobIds[at], fresh: true }))
  return Promise.resolve({ ...noRows, rows, rowCount: rows.length })
})
