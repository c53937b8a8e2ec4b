import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { partner } from './client'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
/** Whoever has its standard input from us ends with us, however we end. */
const leash = new URL('../../scripts/leash.mjs', import.meta.url).href

/** What Node is told to run the sandbox as a process of its own; its standard input has to be a pipe. */
export const sandboxProcess = ['--import', leash, '--import', 'tsx', main]

/** The sandbox as it runs for people: a process of its own, on any free port. */
export async function startProcess(folder: string, settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, sandboxProcess, {
    env: {
      ...process.env,
      KIOO_SANDBOX_STATE: folder,
      KIOO_SANDBOX_PARTNERS: `${partner.id}:${partner.apiKey}`,
      KIOO_SANDBOX_PORT: '0',
      KIOO_SANDBOX_PROCESSING_MS: '0',
      KIOO_SANDBOX_REDELIVERY_MS: '10,20',
      ...settings,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk
      const ready = /^Sandbox ready at (\S+)$/m.exec(said)?.[1]
      if (ready) resolve(ready)
    })
    child.once('exit', () => reject(new Error(said)))
  })
  return {
    url,
    site: url.replace(/\/v1$/, ''),
    async stop() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
