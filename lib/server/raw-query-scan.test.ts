import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folders = ['app', 'components', 'lib', 'prisma', 'sandbox', 'scripts', 'worker']
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.includes('generated')),
)
const asking = files.filter((path) => /\$queryRaw|\.query[<(]/.test(readFileSync(path, 'utf8')))

/**
 * Lines that say themselves what a raw query gives. Not only by a type parameter: without one, Prisma's answer is whatever
 * it is taken for (a type beside the name, what the function returns). Only under a plain name is it unknown.
 */
function typing(code: string): string[] {
  const lines = code.split('\n').map((line) => line.trim())
  return lines.filter(
    (line) =>
      /\.query<|\$queryRaw(?:Unsafe)?</.test(line) ||
      (/\.\$queryRaw/.test(line) && !/^(?:const \w+ = )?await [\w.()]+\.\$queryRaw(?:Unsafe)?[`(]/.test(line)),
  )
}

test('there is something to scan', () => expect(asking.length).toBeGreaterThan(40))

test('the scan knows an answer that is given a type from one that is left to be parsed', () => {
  const left = [
    'const rows = await db().$queryRaw`',
    "  const rows = await tx.$queryRawUnsafe('SELECT 1')",
    'await tx.$queryRaw`SELECT 1 FROM "Link" FOR SHARE`',
    "const { rows } = await pool().query({ name: 'x', text, values })",
    "async function blockedFor(tx: Pick<Tx, '$queryRaw'>) {",
  ]
  const typed = [
    'const rows = await db().$queryRaw<Row[]>`',
    "const rows = await tx.$queryRawUnsafe<Row[]>('SELECT 1')",
    'const { rows } = await pool().query<Row>(text)',
    'const rows: Row[] = await db().$queryRaw`',
    'return db().$queryRaw`',
  ]
  expect(left.flatMap(typing)).toEqual([])
  expect(typed.flatMap(typing)).toEqual(typed)
})

test.each(asking)('%s gives no raw query a type', (path) => {
  expect(typing(readFileSync(path, 'utf8'))).toEqual([])
})
