import { fork } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'
import { operator } from './people'

export const GUESSERS = 8
export const CAMERAS = 8
/**
 * Milliseconds between two bursts: all cameras send a whole capture at the same moment. A person needs ten seconds for
 * one at the least, so this is some thirty desks that happen to be in step.
 */
const BURST_MS = 3_000

export const cameraPaces = { bursts: BURST_MS, endless: 0 } as const
export type CameraPace = keyof typeof cameraPaces

/** What the flooder is told: once where and as whom, then to begin and to end. */
export const floodOrderSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('aim'), url: z.string(), cookies: z.array(z.string()) }),
  z.object({ kind: z.literal('begin'), cameras: z.enum(['bursts', 'endless']) }),
  z.object({ kind: z.literal('end') }),
])
type FloodOrder = z.infer<typeof floodOrderSchema>

const answeredSchema = z.object({ guesses: z.number(), pictures: z.number() })
export type Answered = z.infer<typeof answeredSchema>

type Flooder = { begin(cameras: CameraPace): void; end(): Promise<Answered>; close(): void }

/**
 * People who guess at passwords as fast as they are answered, and cameras that send their pictures, in bursts or
 * without end, when told to begin. In a process of their own: whoever measures must not be slowed down by sending the
 * flood.
 */
export async function flooder(url: string): Promise<Flooder> {
  const operators = await Promise.all(Array.from({ length: CAMERAS }, operator))
  const child = fork('bench/flooder.ts', { execArgv: ['--import', 'tsx', '--conditions=react-server'] })
  const tell = (order: FloodOrder) => child.send(order)
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the flooder ended')))
  // Asked only while an answer is awaited; at the end it is meant to go.
  ended.catch(() => {})
  const said = async (): Promise<unknown> => {
    const [message] = await Promise.race([once(child, 'message'), ended])
    return message
  }

  tell({ kind: 'aim', url, cookies: operators.map(({ cookie }) => cookie) })
  await said()
  return {
    begin: (cameras) => void tell({ kind: 'begin', cameras }),
    async end() {
      tell({ kind: 'end' })
      return answeredSchema.parse(await said())
    },
    close: () => void child.kill(),
  }
}
