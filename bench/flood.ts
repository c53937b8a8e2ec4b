import { fork } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'
import { operator } from './people'

export const GUESSERS = 8
export const CAMERAS = 8

/** What the flooder is told: once where and as whom, then to begin and to end. */
export const floodOrderSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('aim'), url: z.string(), cookies: z.array(z.string()) }),
  z.object({ kind: z.literal('begin') }),
  z.object({ kind: z.literal('end') }),
])
type FloodOrder = z.infer<typeof floodOrderSchema>

const answeredSchema = z.object({ guesses: z.number(), pictures: z.number() })
export type Answered = z.infer<typeof answeredSchema>

/**
 * People who guess at passwords and cameras that send their pictures, as fast as they are answered, when told to begin.
 * In a process of their own: whoever measures must not be slowed down by sending the flood.
 */
export async function flooder(url: string): Promise<{ begin(): void; end(): Promise<Answered>; close(): void }> {
  const operators = await Promise.all(Array.from({ length: CAMERAS }, operator))
  const child = fork('bench/flooder.ts', { execArgv: ['--import', 'tsx', '--conditions=react-server'] })
  const tell = (order: FloodOrder) => child.send(order)
  const said = async (): Promise<unknown> => {
    const ended = once(child, 'exit').then(() => Promise.reject(new Error('the flooder ended')))
    const [message] = await Promise.race([once(child, 'message'), ended])
    return message
  }

  tell({ kind: 'aim', url, cookies: operators.map(({ cookie }) => cookie) })
  await said()
  return {
    begin: () => void tell({ kind: 'begin' }),
    async end() {
      tell({ kind: 'end' })
      return answeredSchema.parse(await said())
    },
    close: () => void child.kill(),
  }
}
