import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const anything = z.record(z.string(), z.unknown())
const failure = z.object({ message: z.string(), status: z.number().optional(), data: anything.optional() })
const reply = z.object({ id: z.number(), value: anything.optional(), error: failure.optional() })

export type Account = { partnerId: string; apiKey: string; server: string; callback?: string }
type SdkFailure = z.infer<typeof failure>
type Name = 'submit_job' | 'get_job_status' | 'generate_signature' | 'confirm_signature'

/** The unmodified SDK, trusting the sandbox's certificate the way an integrator would make it. */
export function openSdk(caPath: string) {
  const child = fork(fileURLToPath(new URL('./sdk-child.mjs', import.meta.url)), {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: caPath },
    execArgv: [],
  })
  const waiting = new Map<number, (answer: z.infer<typeof reply>) => void>()
  let serial = 0
  child.on('message', (message) => {
    const answer = reply.parse(message)
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  const call = (name: Name, account: Account, args: unknown[]) =>
    new Promise<z.infer<typeof reply>>((resolve) => {
      serial += 1
      waiting.set(serial, resolve)
      child.send({ id: serial, name, account, args })
    })
  return {
    async call(name: Name, account: Account, ...args: unknown[]) {
      const { value, error } = await call(name, account, args)
      if (error) throw new Error(`${name}: ${error.message} ${JSON.stringify(error.data)}`)
      return value ?? {}
    },
    async failure(name: Name, account: Account, ...args: unknown[]): Promise<SdkFailure> {
      const { value, error } = await call(name, account, args)
      if (!error) throw new Error(`${name} was expected to fail and answered ${JSON.stringify(value)}`)
      return error
    },
    close: () => new Promise<void>((resolve) => child.once('exit', () => resolve()) && child.disconnect()),
  }
}
