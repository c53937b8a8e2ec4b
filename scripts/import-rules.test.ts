import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const rows = [
  ['components/jobs/x.tsx', '@/lib/domain/job', 'allowed'],
  ['components/jobs/x.tsx', 'next/link', 'allowed'],
  ['components/jobs/x.tsx', '@/lib/server/jobs', 'refused'],
  ['components/jobs/x.tsx', '../../lib/server/jobs', 'refused'],
  ['components/jobs/x.tsx', 'next/headers', 'refused'],
  ['app/(portal)/x.tsx', '@/lib/server/jobs', 'allowed'],
  ['app/(portal)/x.tsx', '@/lib/smile-id/client', 'refused'],
  ['worker/x.ts', '@/lib/smile-id/client', 'allowed'],
  ['worker/x.ts', 'next/headers', 'refused'],
  ['worker/x.ts', '@/scripts/testing/rig', 'refused'],
  ['lib/server/x.ts', './generated/prisma/client', 'allowed'],
  ['lib/server/x.ts', 'next/headers', 'refused'],
  ['lib/server/auth.ts', 'next/headers', 'allowed'],
  ['lib/server/x.ts', '@/app/x', 'refused'],
  ['lib/smile-id/x.ts', '@/lib/domain/job', 'allowed'],
  ['lib/smile-id/x.ts', '@/lib/server/db', 'refused'],
  ['lib/domain/x.ts', 'zod', 'allowed'],
  ['lib/domain/x.ts', './job', 'allowed'],
  ['lib/domain/x.ts', 'node:crypto', 'refused'],
  ['lib/domain/x.ts', '@/lib/server/db', 'refused'],
  ['sandbox/x.ts', './store', 'allowed'],
  ['sandbox/x.ts', 'fflate', 'allowed'],
  ['sandbox/x.ts', '../lib/smile-id/signature', 'refused'],
  ['sandbox/x.ts', '@/lib/smile-id/signature', 'refused'],
  ['lib/server/env.ts', 'process.env.HOME', 'allowed'],
  ['lib/server/x.ts', 'process.env.HOME', 'refused'],
] as const

/** A house of one-line files, under our rules. Lint says nothing of text from standard input. */
const house = mkdtempSync(join(tmpdir(), 'kioo-rules-'))
let said = ''

beforeAll(() => {
  const { vcs: _, ...config } = JSON.parse(readFileSync('biome.json', 'utf8'))
  writeFileSync(join(house, 'biome.json'), JSON.stringify(config))
  rows.forEach(([path, imported], at) => {
    const file = join(house, fileOf(path, at))
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(
      file,
      imported.startsWith('process') ? `export const x = ${imported}\n` : `export { x } from '${imported}'\n`,
    )
  })
  const args = ['lint', '--max-diagnostics=200']
  const biome = resolve('node_modules/@biomejs/biome/bin/biome')
  const { stdout, stderr } = spawnSync(process.execPath, [biome, ...args], { encoding: 'utf8', cwd: house })
  said = stdout + stderr
})
afterAll(() => rmSync(house, { recursive: true }))

/** A file of its own per row; lib/server/auth.ts and env.ts keep the names their rules are about. */
function fileOf(path: string, at: number): string {
  return /\/x\.tsx?$/.test(path) ? path.replace(/x(\.tsx?)$/, `x${at}$1`) : path
}

test.each(rows.map((row, at) => ({ path: row[0], imported: row[1], expected: row[2], file: fileOf(row[0], at) })))(
  'in $path, $imported is $expected',
  ({ file, expected }) => {
    expect(said.includes(`${file}:1:`) ? 'refused' : 'allowed').toBe(expected)
  },
)
