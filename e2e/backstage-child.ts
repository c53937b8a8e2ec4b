import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Language } from '@/lib/domain/language'
import type { Role } from '@/lib/domain/permissions'
import { jobSchema, linkSchema, operatorSchema, type Request, reportSchema } from './backstage-talk'

/** A user id that no other journey has. */
export function freshUserId(): string {
  return `journey-${randomUUID().slice(0, 13)}`
}

type WantedJob = { userId?: string; displayName?: string; partnerParams?: { key: string; value: string }[] }

type WantedLink = {
  userId?: string
  displayName?: string
  language?: Language
  redirectUrl?: string
  contact?: string
  maxUses?: number
}

/** Starts the process that makes operators and jobs for journeys. */
export function openBackstage(settings: Record<string, string>) {
  const child = fork(join(import.meta.dirname, 'backstage.ts'), {
    execArgv: ['--import', 'tsx', '--conditions=react-server'],
    // What it makes needs no second look: the gate has journeys of its own.
    env: { ...process.env, ...settings, KIOO_FACE_GATE: 'off' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })

  // Journeys take turns, so an answer belongs to the request before it.
  function ask(request: Request): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const onExit = () => reject(new Error('Backstage has ended; its words are above.'))
      child.once('exit', onExit)
      child.once('message', (answer) => {
        child.off('exit', onExit)
        resolve(answer)
      })
      child.send(request)
    })
  }

  return {
    /** A new operator, with a session and, if one is given, a password. */
    async operator(role: Role, password: string | null = null) {
      return operatorSchema.parse(await ask({ make: 'operator', role, password }))
    },
    /** A job of this operator, on its way to the sandbox like any other. */
    async job(operatorId: string, { userId = freshUserId(), displayName = '', partnerParams = [] }: WantedJob = {}) {
      return jobSchema.parse(await ask({ make: 'job', operatorId, userId, displayName, partnerParams }))
    },
    /** Smile ID calls back about this job with this code, and keeps its own verdict. */
    async report({ jobId, userId }: { jobId: string; userId: string }, code: string, suspects?: string[]) {
      reportSchema.parse(await ask({ make: 'report', jobId, userId, code, suspects }))
    },
    /** A hosted link of this operator's, for one person and 24 hours. */
    async link(operatorId: string, wanted: WantedLink = {}) {
      const { userId = freshUserId(), displayName = '', contact = '', maxUses = 1 } = wanted
      const page = { language: wanted.language ?? null, redirectUrl: wanted.redirectUrl ?? null, contact, maxUses }
      return linkSchema.parse(await ask({ make: 'link', operatorId, userId, displayName, ...page }))
    },
    close() {
      if (child.connected) child.disconnect()
    },
  }
}

export type Backstage = ReturnType<typeof openBackstage>
