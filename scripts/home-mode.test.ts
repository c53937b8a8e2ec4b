import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'kioo-mode-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('whatever makes the home first makes it for its owner alone', () => {
  const home = join(folder, 'home')
  const log = JSON.stringify(join(home, 'logs', 'build.log'))
  const program = `
    import { runQuietly } from ${JSON.stringify(pathToFileURL('scripts/run-quietly.mjs').href)}
    await runQuietly(process.execPath, ['--version'], { log: ${log} })`
  execFileSync(process.execPath, ['--input-type=module', '-e', program])
  expect(statSync(home).mode & 0o777).toBe(0o700)
})

test('no script makes a folder without saying who may read it', () => {
  const files = readdirSync('scripts').filter((name) => /\.(ts|mjs)$/.test(name) && !name.includes('.test.'))
  const lines = files.flatMap((name) => readFileSync(join('scripts', name), 'utf8').split('\n'))
  const making = lines.filter((line) => /\bmkdir(Sync)?\(/.test(line))
  expect(making.length).toBeGreaterThan(5)
  expect(making.filter((line) => !line.includes('mode: 0o'))).toEqual([])
})
