import { inOneLine, migrate } from './migrate'

// npm run db:migrate. A file of its own: one that asks "was I started or imported?" compares paths, and behind
// a linked folder the answer is wrong and nothing is migrated, without a word.
const url = process.env.DATABASE_URL
if (!url) {
  console.error('Set DATABASE_URL to the PostgreSQL to migrate.')
  process.exit(1)
}
try {
  const applied = await migrate(url)
  for (const name of applied) console.log(`applied ${name}`)
  if (applied.length === 0) console.log('nothing to apply')
} catch (error) {
  console.error(inOneLine(error))
  process.exit(1)
}
