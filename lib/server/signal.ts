import 'server-only'
import { Client } from 'pg'
import { z } from 'zod'
import { env } from './env'
import { type Heard, movedSince, nothingHeard, REMEMBERED_MS, remember } from './heard'
import { hints } from './hints'
import { errorName, log } from './log'
import { oncePerProcess } from './once-per-process'
import { pool } from './pool'
import { isStopping, onStop } from './stopping'

/** What can move, and the channel that says so. Every process hears all of them on its one connection. */
const channels = { job: 'kioo_job', link: 'kioo_link', callback: 'kioo_callback' } as const
type Kind = keyof typeof channels
const kinds: readonly Kind[] = ['job', 'link', 'callback']

/** No connection within this: another try. Without a limit a silent network would leave this process deaf for good. */
const CONNECT_MS = 5_000
/** Milliseconds between two tries to listen again after the connection broke. */
const RECONNECT_MS = 1_000

/** Callbacks come in floods, and a list that is half a second late is none the worse. */
const CALLBACK_WINDOW_MS = 500

function signaller(kind: Kind, windowMs?: number): (id: string) => Promise<void> {
  const send = async (ids: string[]) => {
    await pool().query({
      name: 'signal',
      text: 'select pg_notify($1, id) from unnest($2::text[]) as id',
      values: [channels[kind], ids],
    })
  }
  return oncePerProcess(`signal ${kind}`, () => hints('signalling', send, windowMs))
}

/** Tells every process that a job has moved. After the commit; a lost signal costs a page one refresh. */
export const signalJob = signaller('job')
/** Tells every process that a link, or a visit of it, has moved. After the commit. */
export const signalLink = signaller('link')

/** Tells every process that a callback has come, or that something became of it. After the commit. */
export const signalCallback = signaller('callback', CALLBACK_WINDOW_MS)

type Listener = { kind: Kind; onId: (id: string) => void; onGap: () => void }
type Ear = {
  listeners: Set<Listener>
  client: Client | null
  /** Null: not listening at the moment. */
  heard: Heard | null
  /** Whether the log was told that nothing is heard, so that it is told once. */
  isDeaf: boolean
  closing: NodeJS.Timeout | undefined
}

async function listen(ear: Ear): Promise<void> {
  const client = new Client({
    connectionString: env().DATABASE_URL,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'kioo listen',
  })
  ear.client = client
  let over = false
  const again = (error: string) => {
    if (over) return
    over = true
    client.end().catch(() => {})
    if (ear.client !== client) return
    if (!ear.isDeaf) log.warn('what moves is not heard, so pages are late', { error })
    ear.isDeaf = true
    ear.client = null
    ear.heard = null
    setTimeout(() => {
      if (ear.listeners.size > 0 && !ear.client) void listen(ear)
    }, RECONNECT_MS).unref()
  }
  client.on('error', (thrown) => again(errorName(thrown)))
  client.on('end', () => again('ended'))
  client.on('notification', ({ channel, payload }) => {
    const id = z.uuid().safeParse(payload)
    const kind = kinds.find((one) => channels[one] === channel)
    if (!id.success || !kind) return
    if (ear.heard) remember(ear.heard, kind, id.data, Date.now())
    for (const listener of ear.listeners) if (listener.kind === kind) listener.onId(id.data)
  })
  try {
    await client.connect()
    for (const kind of kinds) await client.query(`listen ${channels[kind]}`)
    if (ear.client === client) ear.heard = nothingHeard(Date.now())
    if (ear.isDeaf) log.info('what moves is heard again')
    ear.isDeaf = false
    // Whatever moved before this moment went unheard.
    for (const { onGap } of ear.listeners) onGap()
  } catch (thrown) {
    again(errorName(thrown))
  }
}

function newEar(): Ear {
  const ear: Ear = { listeners: new Set(), client: null, heard: null, isDeaf: false, closing: undefined }
  // Streams end by themselves then, and the last of them closes it.
  onStop(() => {
    if (ear.listeners.size === 0) close(ear)
  })
  return ear
}

function close(ear: Ear): void {
  clearTimeout(ear.closing)
  const { client } = ear
  ear.client = null
  ear.heard = null
  client?.end().catch(() => {})
}

type Ears = {
  /** Signals may have been missed (after connecting, or since `since`): read afresh. */
  onGap?: () => void
  /** A time by this process's clock, in milliseconds: what has moved from then on is told too. */
  since?: number | null
}

/**
 * Calls `onId` with the id of everything of this kind that moves, in whichever process, until the returned
 * function is called. One connection per process, opened with the first listener and closed a minute after the last:
 * whoever goes from page to page is told what moved in between.
 */
export function listenFor(kind: Kind, onId: (id: string) => void, { onGap = () => {}, since = null }: Ears = {}) {
  const ear = oncePerProcess('ear', newEar)
  clearTimeout(ear.closing)
  const listener = { kind, onId, onGap }
  ear.listeners.add(listener)
  if (!ear.client) void listen(ear)
  else if (ear.heard && since !== null) {
    const missed = movedSince(ear.heard, kind, since)
    if (missed) missed.forEach(onId)
    else onGap()
  }
  return (): void => {
    ear.listeners.delete(listener)
    if (ear.listeners.size > 0) return
    clearTimeout(ear.closing)
    if (isStopping()) close(ear)
    else ear.closing = setTimeout(() => close(ear), REMEMBERED_MS).unref()
  }
}
