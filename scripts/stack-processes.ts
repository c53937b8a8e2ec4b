import type { ChildPlan } from './child'
import { helperThreads } from './helper-threads.mjs'
import { sandboxSettings } from './settings'

const ANY_TYPESCRIPT = ['--import', 'tsx']
/** How Node runs what imports the server's code. */
export const SERVER_CODE = [...ANY_TYPESCRIPT, '--conditions=react-server']

/** One of the stack's processes, and what it is started with. */
type Process = Pick<ChildPlan, 'name' | 'args' | 'env'>

export function sandboxProcess(given: NodeJS.ProcessEnv, home: string, port: number): Process {
  return {
    name: 'sandbox',
    args: [...ANY_TYPESCRIPT, 'sandbox/main.ts'],
    env: sandboxSettings(given, home, port),
  }
}

export function workerProcess(env: NodeJS.ProcessEnv): Process {
  return { name: 'worker', args: [helperThreads, ...SERVER_CODE, 'worker/main.ts'], env }
}

type PortalOptions = { host: string; port: number; dev: boolean; given: NodeJS.ProcessEnv }

export function portalProcess({ host, port, dev, given }: PortalOptions, env: NodeJS.ProcessEnv): Process {
  // No balancer stands before it, so Ctrl-C waits for none. In development Next stops by itself.
  const leaving = { KIOO_DRAIN_S: given.KIOO_DRAIN_S || '0', ...(!dev && { NEXT_MANUAL_SIG_HANDLE: '1' }) }
  return {
    name: 'portal',
    args: [helperThreads, 'node_modules/next/dist/bin/next', dev ? 'dev' : 'start', '-p', `${port}`, '-H', host],
    env: { ...env, ...leaving },
  }
}
