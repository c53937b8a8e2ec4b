import { Logger, makeWorkerUtils, parseCronItems, run } from 'graphile-worker'
import { z } from 'zod'
import { env } from '@/lib/server/env'
import { errorName, log } from '@/lib/server/log'
import { STEP_TASK } from '@/lib/server/queue'
import { stepJob } from './step-job'
import { wipe } from './wipe'

/** How often a waiting bell is looked for; bells that ring at once come by NOTIFY. */
const POLL_MS = 1_000
/** Steps under way at a stop get this long to finish, then they are told to stop. */
const FINISH_MS = 20_000

const bellSchema = z.object({ jobId: z.uuid() })

// Its own lines carry payloads and stack traces; only what is wrong is passed on, without either.
const logger = new Logger(() => (level, message) => {
  if (level === 'error') log.error('queue', { error: message.split(' ', 4).join(' ') })
})

export type Runner = { ended: Promise<void>; stop(): Promise<void> }

/** Answers bells until stopped. Rejects when the queue cannot be reached. */
export async function startRunner(): Promise<Runner> {
  const { DATABASE_URL: connectionString, KIOO_WORKER_STEPS: concurrency } = env()
  const runner = await run({
    connectionString,
    maxPoolSize: concurrency + 2,
    concurrency,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: FINISH_MS,
    logger,
    taskList: {
      [STEP_TASK]: async (payload, helpers) => {
        await stepJob(bellSchema.parse(payload).jobId, helpers.abortSignal)
      },
      wipe: async () => {
        await wipe()
        await clearQueue(connectionString)
      },
    },
    parsedCronItems: parseCronItems([
      { task: 'wipe', match: '*/5 * * * *', options: { maxAttempts: 1, jobKey: 'wipe' } },
    ]),
  })
  return {
    ended: runner.promise,
    stop: () =>
      runner.stop().catch((thrown: unknown) => log.warn('the queue stopped badly', { error: errorName(thrown) })),
  }
}

/** Bells that a killed worker held are of no use to anybody: the sweep has long rung again. */
async function clearQueue(connectionString: string): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString, maxPoolSize: 1, logger })
  try {
    await utils.cleanup({ tasks: ['DELETE_PERMAFAILED_JOBS'] })
  } finally {
    await utils.release()
  }
}
