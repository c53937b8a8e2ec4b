import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Those that answer for themselves, and those that ask nothing of the database. */
const others = [
  'app/api/[[...path]]/',
  'app/api/callbacks/',
  'app/api/health/',
  'app/api/csp-reports/',
  'app/e/language/',
]
const routes = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .map((name) => join('app', name))
  .filter((path) => path.endsWith('route.ts') && !others.some((folder) => path.startsWith(folder)))

test('there is something to scan', () => expect(routes.length).toBeGreaterThan(15))

test.each(routes)('%s answers for a database that is away', (path) => {
  const exported = readFileSync(path, 'utf8').match(/^export .*\b(GET|HEAD|POST|PUT|PATCH|DELETE)\b.*$/gm)
  expect(exported).not.toBeNull()
  for (const line of exported ?? []) expect(line).toMatch(/^export const \w+ = (route|formRoute)\(/)
})
