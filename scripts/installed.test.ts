import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'

type Packages = Record<string, { version: string; dev?: true; optional?: true; os?: string[]; cpu?: string[] }>

const folder = mkdtempSync(join(tmpdir(), 'kioo-installed-'))
mkdirSync(join(folder, 'node_modules'))
afterAll(() => rmSync(folder, { recursive: true }))

const byNpm: Packages = {
  'node_modules/plain': { version: '1.0.0' },
  'node_modules/for-tests': { version: '1.0.0', dev: true },
  'node_modules/for-here': { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] },
}
const wanted: Packages = {
  ...byNpm,
  'node_modules/for-elsewhere': { version: '1.0.0', optional: true, cpu: ['wasm32'] },
  // Names no machine, and is left out all the same: only the one above needs it.
  'node_modules/needed-elsewhere': { version: '1.0.0', optional: true },
}

/** Whether packages that somebody else has installed are taken for all that the lockfile wants. */
function isInstalled(present: Packages, { dev = true } = {}): boolean {
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }))
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: present }))
  const program = `
    import { isInstalled } from ${JSON.stringify(pathToFileURL('scripts/installed.mjs').href)}
    process.stdout.write(String(isInstalled({ dev: ${dev} })))`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { cwd: folder })
  return stdout.toString() === 'true'
}

const without = (name: string) => Object.fromEntries(Object.entries(byNpm).filter(([path]) => path !== name))
const another = (name: string) => ({ ...byNpm, [name]: { version: '2.0.0' } })

test('what npm has installed is not installed once more, though it leaves out what only other machines need', () => {
  expect(isInstalled(byNpm)).toBe(true)
  expect(isInstalled(wanted)).toBe(true)
})

test('packages for tests are wanted for tests alone', () => {
  expect(isInstalled(without('node_modules/for-tests'))).toBe(false)
  expect(isInstalled(without('node_modules/for-tests'), { dev: false })).toBe(true)
})

test.each(['node_modules/plain', 'node_modules/for-here'])(
  'without %s, or with another one, it is not all there',
  (name) => {
    expect(isInstalled(without(name))).toBe(false)
    expect(isInstalled(another(name))).toBe(false)
  },
)

test('another one of what may be left out is not it', () =>
  expect(isInstalled(another('node_modules/needed-elsewhere'))).toBe(false))
