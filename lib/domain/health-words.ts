import { type Environment, environmentName } from './environment'
import { type Health, healthParts, PROVIDER_SKEW_MAX_MS, type ProviderState } from './health'
import type { Tone } from './job'
import type { FailureCause } from './provider'
import { duration } from './time'

/** Failures in which nothing came back at all. To call others silence would send people to look at the network. */
const silence: ReadonlySet<string> = new Set<FailureCause>(['connect', 'timeout', 'lost'])

/** What came back instead of an answer that can be used. */
const answers: Partial<Record<string, string>> = {
  rate_limited: 'It asks to be called less often. ',
  unavailable: 'It answers that it cannot work just now. ',
  unreadable:
    'What it answers is not what Smile ID is known to send: check that the address of this environment is right and no proxy answers in its place. ',
} satisfies Partial<Record<FailureCause, string>>

/** One part of the portal in words: how it is, and what that means for the people waiting. */
export type HealthLine = { part: string; tone: Tone; title: string; meaning: string }

type Reader = {
  /** A moment in the reader's zone. */
  time: (at: Date) => string
}

/** The status page's lines, in the order in which things depend on each other. Pure. */
export function healthLines(health: Health, reader: Reader): HealthLine[] {
  return [
    databaseLine(health),
    ...migrationsLine(health),
    workerLine(health),
    ...health.providers.map((provider) => providerLine(provider, reader)),
    ...clockLines(health),
  ]
}

/**
 * What keeps jobs of these environments from moving, for whoever waits for one; null: nothing does, as far as is known.
 * Pure.
 */
export function standstill(health: Health, environments: readonly Environment[], reader: Reader): HealthLine | null {
  if (health.database === 'silent') return null
  if (!healthParts(health).worker)
    return {
      part: 'Worker',
      tone: 'warn',
      title: 'Nothing is being sent to Smile ID',
      meaning: `The part of Kioo that sends and asks has not reported${health.workerSilentMs === null ? ' yet' : ` for ${duration(health.workerSilentMs)}`}. Enroll as ever: everything is kept, and goes on by itself when it is back. An administrator has to know.`,
    }
  const silent = health.providers.find((one) => one.silentSince && environments.includes(one.environment))
  return silent ? { ...providerLine(silent, reader), tone: 'warn' } : null
}

function databaseLine({ database }: Health): HealthLine {
  const part = 'Database'
  if (database === 'ok') return { part, tone: 'ok', title: 'The database answers', meaning: '' }
  if (database === 'not_durable')
    return {
      part,
      tone: 'bad',
      title: 'The database may lose what it has confirmed',
      meaning:
        'fsync or synchronous_commit is off: after a power cut, results that Smile ID was told are safe could be missing. Turn both on and restart PostgreSQL.',
    }
  return {
    part,
    tone: 'bad',
    title: 'The database does not answer',
    meaning:
      'Nobody can enroll, and Smile ID is told to deliver its results again later. What was confirmed before is safe. It goes on by itself within seconds of the database’s return.',
  }
}

function migrationsLine({ missingMigrations: missing }: Health): HealthLine[] {
  if (!missing) return []
  const changes = missing === 1 ? '1 change' : `${missing} changes`
  return [
    {
      part: 'Database',
      tone: 'bad',
      title: `The database lacks ${changes} that this version needs`,
      meaning: 'Some pages will fail. Run npm run db:migrate; it is safe to run twice.',
    },
  ]
}

function workerLine(health: Health): HealthLine {
  const part = 'Worker'
  const { workerSilentMs } = health
  if (health.database === 'silent')
    return { part, tone: 'odd', title: 'Not known while the database is silent', meaning: '' }
  if (healthParts(health).worker) return { part, tone: 'ok', title: 'A worker is at work', meaning: '' }
  const title =
    workerSilentMs === null ? 'No worker has ever reported' : `No worker has reported for ${duration(workerSilentMs)}`
  return {
    part,
    tone: 'bad',
    title,
    meaning:
      'People can still enroll and results are still taken in, but nothing is sent to Smile ID and no result is confirmed. Start the worker (npm run start:worker; where npm start runs Kioo, stop and start that); everything that waits then goes out by itself.',
  }
}

function providerLine(
  { environment, silentSince, cause, waiting, putOff }: ProviderState,
  { time }: Reader,
): HealthLine {
  const part = `Smile ID, ${environmentName[environment].toLowerCase()}`
  const isSilent = silence.has(cause ?? '')
  const why = answers[cause ?? ''] ?? ''
  const again = isSilent ? 'when it answers' : 'when that is over'
  // While a job waits for its next try it is not due, and yet somebody waits for it.
  const held = Math.max(waiting, putOff)
  if (silentSince)
    return {
      part,
      tone: 'bad',
      title: `Smile ID has ${isSilent ? 'not answered' : 'given no usable answer'} since ${time(silentSince)}`,
      meaning:
        held > 0
          ? `${why}${peopleWait(held)}; nothing is lost. ${held === 1 ? 'The selfie goes' : 'Their selfies go'} out by ${held === 1 ? 'itself' : 'themselves'} ${again}.`
          : `${why}Nobody waits for it yet. Whoever enrolls now is kept, and goes out by itself ${again}.`,
    }
  if (putOff > 0)
    return {
      part,
      tone: 'warn',
      title: `Smile ID has ${isSilent ? 'not answered the last tries' : 'given the last tries no usable answer'}`,
      meaning: `${why}${peopleWait(putOff)}; nothing is lost. Kioo goes on trying by itself.`,
    }
  return {
    part,
    tone: 'ok',
    title: 'Smile ID answers',
    meaning: waiting > 0 ? `${peopleWait(waiting)} to be sent, in turn.` : '',
  }
}

function peopleWait(count: number): string {
  return count === 1 ? '1 person waits' : `${count} people wait`
}

function clockLines(health: Health): HealthLine[] {
  if (healthParts(health).clock) return health.skewMs === null ? [] : [clockLine('ok', 'The clocks agree', '')]
  const lines = health.providers
    .filter(({ skewMs }) => Math.abs(skewMs ?? 0) > PROVIDER_SKEW_MAX_MS)
    .map(({ skewMs }) =>
      clockLine(
        'bad',
        `This machine’s clock is ${duration(Math.abs(skewMs ?? 0))} off Smile ID’s`,
        'Smile ID may refuse what is sent to it, and its callbacks count as too old; their results are still read. Set this machine’s clock by NTP.',
      ),
    )
  if (lines.length > 0) return lines
  return [
    clockLine(
      'warn',
      `This machine’s clock is ${duration(Math.abs(health.skewMs ?? 0))} off the database’s`,
      'Callbacks may count as too old. Nothing is lost: their results are read from Smile ID. Set both clocks by NTP.',
    ),
  ]
}

function clockLine(tone: Tone, title: string, meaning: string): HealthLine {
  return { part: 'Clock', tone, title, meaning }
}
