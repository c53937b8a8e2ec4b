import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'kioo-lock-'))
afterAll(() => rmSync(folder, { recursive: true }))

const STARTS = 8
const program = `
  import { takeHome } from ${JSON.stringify(pathToFileURL('scripts/home-lock.mjs').href)}
  process.once('message', () => {
    const other = takeHome(${JSON.stringify(folder)}, { url: 'http://kioo.example' })
    process.send(other ? 'lost ' + other.pid : 'won')
    process.once('message', () => process.exit())
  })
  process.send('ready')`

async function begin(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await once(child, 'message')
  return child
}

async function go(child: ChildProcess): Promise<string> {
  const said = once(child, 'message')
  child.send('go')
  return String((await said)[0])
}

async function end(child: ChildProcess, how: 'exits' | 'is killed'): Promise<void> {
  const gone = once(child, 'exit')
  if (how === 'exits') child.send('end')
  else child.kill('SIGKILL')
  await gone
}

test('of starts at once exactly one gets the home, whatever the one before left', { timeout: 60_000 }, async () => {
  for (const how of ['is killed', 'exits', 'is killed', 'is killed', 'is killed'] as const) {
    const children = await Promise.all(Array.from({ length: STARTS }, begin))
    const said = await Promise.all(children.map(go))
    const winner = children[said.indexOf('won')]
    expect(said.toSorted()).toEqual([...Array(STARTS - 1).fill(`lost ${winner?.pid}`), 'won'])
    // The losers go first: their end takes nothing from the winner.
    for (const child of children) if (child !== winner) await end(child, 'exits')
    const late = await begin()
    expect(await go(late)).toBe(`lost ${winner?.pid}`)
    await end(late, 'exits')
    if (winner) await end(winner, how)
  }
})
