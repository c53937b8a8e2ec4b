// The process behind flood.ts: eight people guess, eight cameras send.
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Answered, CAMERAS, cameraPaces, floodOrderSchema, GUESSERS } from './flood'
import { aim, type Shot } from './load'
import { captureFrames } from './pictures'

const csrfSchema = z.object({ csrfToken: z.string() })

let flood: Awaited<ReturnType<typeof ready>> | undefined

process.on('message', async (message) => {
  const order = floodOrderSchema.parse(message)
  if (order.kind === 'aim') {
    flood = await ready(order.url, order.cookies)
    process.send?.('ready')
  } else if (order.kind === 'begin') flood?.begin(cameraPaces[order.cameras])
  else process.send?.(await flood?.end())
})
process.on('disconnect', () => process.exit())

async function ready(url: string, cookies: readonly string[]) {
  const target = aim(url, GUESSERS + CAMERAS)
  const guess = await guesses(url)
  const frames = await captureFrames()
  // One capture of each operator, which every round sends anew.
  const captures = cookies.map((cookie): Shot[] => {
    const id = randomUUID()
    const headers = { cookie, origin: url, 'content-type': 'image/jpeg' }
    return frames.map((body, at) => ({ method: 'PUT', path: `/api/captures/${id}/frames/${at}`, headers, body }))
  })

  let over = true
  let answered: Answered = { guesses: 0, pictures: 0 }
  let all: Promise<unknown> = Promise.resolve()
  const guessing = async () => {
    while (!over) {
      await target.fire([guess()], 401)
      answered.guesses += 1
    }
  }
  const sending = async (pictures: readonly Shot[], everyMs: number) => {
    for (let due = performance.now(); !over; due += everyMs) {
      for (const picture of pictures) {
        if (over) return
        await target.fire([picture], 200)
        answered.pictures += 1
      }
      // In small naps, so that the end is heard.
      while (!over && performance.now() < due + everyMs) await new Promise((wake) => setTimeout(wake, 20))
    }
  }
  return {
    begin(everyMs: number) {
      over = false
      answered = { guesses: 0, pictures: 0 }
      all = Promise.all([
        ...Array.from({ length: GUESSERS }, guessing),
        ...captures.map((one) => sending(one, everyMs)),
      ])
    },
    async end(): Promise<Answered> {
      over = true
      await all
      return answered
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
