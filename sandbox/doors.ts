import type { Answer } from './answer'
import type { Step } from './faults'
import { image } from './images'
import type { Sandbox } from './sandbox'
import { services } from './services'
import { status } from './status'
import { upload } from './upload'
import { putZip } from './zip-target'

export type Door = {
  method: 'GET' | 'POST' | 'PUT'
  path: RegExp
  /** Only for callers on this machine. */
  local?: boolean
  /** A call of the protocol: here a scenario may misbehave. */
  step?: Exclude<Step, 'callback'>
  answer: (sandbox: Sandbox, call: Call) => Answer | Promise<Answer>
}

export type Call = { parts: string[]; query: URLSearchParams; body: Uint8Array; origin: string }

/** What Smile ID itself answers. */
export const protocolDoors: Door[] = [
  {
    method: 'POST',
    path: /^\/v1\/upload$/,
    step: 'reserve',
    answer: (sandbox, { body, origin }) => upload(sandbox, body, origin),
  },
  {
    method: 'POST',
    path: /^\/v1\/job_status$/,
    step: 'status',
    answer: (sandbox, { body, origin }) => status(sandbox, body, origin),
  },
  { method: 'GET', path: /^\/v1\/services$/, answer: services },
  {
    method: 'PUT',
    path: /^\/videos\/[^/]+\/([^/]+)\/selfie\.zip$/,
    step: 'upload',
    answer: (sandbox, { parts, body }) => putZip(sandbox, parts[0] ?? '', body),
  },
  {
    method: 'GET',
    path: /^\/images\/(\d+)\/(\w+)$/,
    answer: (sandbox, { parts, query }) => image(sandbox, parts[0] ?? '', parts[1] ?? '', query),
  },
]
