import { setAlarms } from './alarms'
import { keptCertificate } from './certificate'
import { openLanes } from './lanes'
import { listen } from './listener'
import { openOccasions } from './lots'
import { route } from './router'
import type { Sandbox } from './sandbox'
import { keptSecret } from './secret'
import { type SandboxOptions, settingsSchema } from './settings'
import { openStore } from './store'
import { resumeJob } from './work'

const judgedAtOnce = 2

export type RunningSandbox = {
  /** Base addresses, with /v1: what a client is given. */
  url: string
  httpsUrl: string
  port: number
  /** What a client must trust to use httpsUrl: NODE_EXTRA_CA_CERTS. */
  caPath: string
  close(): Promise<void>
}

/** Starts a stand-in for Smile ID. Whatever an earlier run on the same state folder still owed goes on. */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const settings = settingsSchema.parse(options)
  const now = () => Date.now()
  const store = openStore(settings.stateFolder)
  const closing = new AbortController()
  const alarms = setAlarms(now)
  try {
    const secret = keptSecret(settings.stateFolder, 'link-secret')
    const { key, cert, caPath } = await keptCertificate(settings.stateFolder, now())
    const sandbox: Sandbox = {
      settings,
      store,
      alarms,
      inLane: openLanes(judgedAtOnce),
      now,
      occasions: openOccasions(),
      secret,
      closing: closing.signal,
    }
    const listener = await listen(settings, { key, cert }, (request, response) => {
      void route(sandbox, request, response, `${settings.host}:${request.socket.localPort}`)
    })
    for (const { smileJobId } of store.jobs()) resumeJob(sandbox, smileJobId)
    const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host
    return {
      url: `http://${host}:${listener.port}/v1`,
      httpsUrl: `https://${host}:${listener.port}/v1`,
      port: listener.port,
      caPath,
      async close() {
        closing.abort()
        alarms.clear()
        await listener.close()
        store.close()
      },
    }
  } catch (error) {
    store.close()
    throw error
  }
}
