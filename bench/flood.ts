import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { aim, type Shot } from './load'
import { operator } from './people'
import { captureFrames } from './pictures'

const GUESSERS = 8
const CAMERAS = 8

export type Flood = { stop(): Promise<void>; answered: { guesses: number; pictures: number } }

const csrfSchema = z.object({ csrfToken: z.string() })

/** People who guess at passwords and cameras that send their pictures, as fast as they are answered, when told to start. */
export async function flooders(url: string): Promise<{ start(): Flood; close(): void }> {
  const guessers = aim(url, GUESSERS)
  const guess = await guesses(url)
  const cameras = aim(url, CAMERAS)
  const frames = await captureFrames()
  const operators = await Promise.all(Array.from({ length: CAMERAS }, operator))
  // One capture of each operator, which every round sends anew.
  const pictures = operators.flatMap(({ cookie }): Shot[] => {
    const id = randomUUID()
    const headers = { cookie, origin: url, 'content-type': 'image/jpeg' }
    return frames.map((body, at) => ({ method: 'PUT', path: `/api/captures/${id}/frames/${at}`, headers, body }))
  })

  return {
    start() {
      let over = false
      const answered = { guesses: 0, pictures: 0 }
      const guessing = async () => {
        while (!over) {
          await guessers.fire(Array.from({ length: GUESSERS }, guess), 401)
          answered.guesses += GUESSERS
        }
      }
      const sending = async () => {
        while (!over) {
          await cameras.fire(pictures, 200)
          answered.pictures += pictures.length
        }
      }
      const both = Promise.all([guessing(), sending()])
      return {
        answered,
        async stop() {
          over = true
          await both
        },
      }
    },
    close() {
      guessers.close()
      cameras.close()
    },
  }
}

/** Guesses at passwords, each from an address of its own: so it is not turned away, and its password is reckoned. */
async function guesses(url: string): Promise<() => Shot> {
  const csrf = await fetch(`${url}/api/auth/csrf`)
  const { csrfToken } = csrfSchema.parse(await csrf.json())
  const cookies = csrf.headers.getSetCookie().map((line) => line.split(';')[0])
  const form = 'application/x-www-form-urlencoded'
  const headers = { cookie: cookies.join('; '), origin: url, 'content-type': form }
  let number = 0
  return () => {
    number += 1
    const typed = { csrfToken, email: `${randomUUID()}@bench.test`, password: randomUUID(), json: 'true' }
    return {
      method: 'POST',
      path: '/api/auth/callback/credentials',
      headers: { ...headers, 'x-forwarded-for': `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}` },
      body: Buffer.from(new URLSearchParams(typed).toString()),
    }
  }
}
