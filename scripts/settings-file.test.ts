import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'kioo-settings-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a setting comes from .env unless the environment has it, wherever the command is started; an empty one is none', () => {
  mkdirSync(join(folder, 'scripts'))
  const file = join(folder, 'scripts', 'settings-file.mjs')
  cpSync('scripts/settings-file.mjs', file)
  const print = ['--import', file, '-p', 'process.env.KIOO_URL + " " + process.env.KIOO_HOME']
  const run = () =>
    execFileSync(process.execPath, print, {
      cwd: tmpdir(),
      env: { NODE_ENV: 'test', KIOO_HOME: 'given' },
      encoding: 'utf8',
    })
  expect(run()).toBe('undefined given\n')
  writeFileSync(join(folder, '.env'), 'KIOO_URL=https://kioo.example\nKIOO_HOME=filed\n')
  expect(run()).toBe('https://kioo.example given\n')
  writeFileSync(join(folder, '.env'), 'KIOO_URL=\n')
  expect(run()).toBe('undefined given\n')
})

test('every command of a production host reads .env before its own first line', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
  for (const name of ['start:worker', 'db:migrate', 'setup'])
    expect(scripts[name]).toMatch(/^node --import \.\/scripts\/settings-file\.mjs /)
  for (const file of ['scripts/start.mjs', 'scripts/start-web.mjs'])
    expect(readFileSync(file, 'utf8').match(/^import .*/m)?.[0]).toBe("import './settings-file.mjs'")
})
