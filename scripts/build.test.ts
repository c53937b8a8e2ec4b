import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import manifest from '../package.json'

test('a build on a host of one’s own is for production and tells nobody of it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kioo-build-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  // Next is a line that says how it was called.
  const next = join(folder, 'node_modules/next/dist/bin/next')
  mkdirSync(dirname(next), { recursive: true })
  writeFileSync(next, 'console.log(JSON.stringify([process.argv.slice(2), process.env]))')
  const script = manifest.scripts.build.split(' && node ').at(-1) ?? ''
  const said = execFileSync(process.execPath, [join(import.meta.dirname, '..', script)], {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_ENV: 'test' },
    encoding: 'utf8',
  })
  const [words, env] = z.tuple([z.array(z.string()), z.record(z.string(), z.string())]).parse(JSON.parse(said))
  expect(words).toEqual(['build'])
  expect(env).toMatchObject({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
})
