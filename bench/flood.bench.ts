// How long a callback waits while people guess at passwords and cameras send their pictures.
import { assertKept, callbackShot, signingKey, waitingJobs } from './callback-jobs'
import { flooder } from './flood'
import { aim, type Shot } from './load'
import { printRates, printRatio } from './print'
import { quantile, roundsInAll, type Side, takeTurns } from './rounds'
import { withStack } from './stack'

const ROUNDS = 5
const CALLBACKS = 300
/** 50 callbacks a second: a very busy day, and far below what the route takes. */
const EVERY_MS = 20
const CONNECTIONS = 64
const SETTLE_MS = 500
const GOAL = { most: 2 }

// Each guess comes from another address, as X-Forwarded-For says.
const settings = { KIOO_TRUSTED_PROXIES: '1' }

await withStack(async ({ url, worker }) => {
  await worker.stop()
  const key = signingKey()
  const jobs = await waitingJobs(2 * CALLBACKS * roundsInAll(ROUNDS))
  const target = aim(url, CONNECTIONS)
  const others = await flooder(url)
  const sent: Shot[] = []
  const answered = { guesses: 0, pictures: 0 }

  /** Milliseconds within which 99 of 100 callbacks are answered. */
  async function p99(): Promise<number> {
    const shots = jobs.splice(0, CALLBACKS).map((job) => callbackShot(job, key))
    sent.push(...shots)
    return quantile(await target.pace(shots, EVERY_MS, 200), 0.99)
  }

  const alone: Side = { name: 'p99 alone', run: p99 }
  const flooded: Side = {
    name: 'p99 in the flood',
    async run() {
      others.begin()
      // That it sets in is an event of a moment; what counts is that it is there.
      await new Promise((wake) => setTimeout(wake, SETTLE_MS))
      const ms = await p99()
      const { guesses, pictures } = await others.end()
      answered.guesses += guesses
      answered.pictures += pictures
      return ms
    },
  }
  const milliseconds = await takeTurns([alone, flooded], ROUNDS)
  target.close()
  others.close()
  await assertKept(sent)

  const { guesses, pictures } = answered
  console.log(
    `  ${1000 / EVERY_MS} callbacks a second; the flood: ${guesses} guesses and ${pictures} pictures were answered\n`,
  )
  printRates(milliseconds, 'ms')
  printRatio(milliseconds, flooded, alone, GOAL)
}, settings)
