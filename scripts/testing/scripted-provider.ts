import { afterAll, beforeEach, vi } from 'vitest'
import { testDatabase } from './database'
import { closeRig, testAccount } from './rig'
import { behaved, type ScriptedSmileId, scriptedSmileId } from './scripted-smile-id'

type Scripted = {
  provider: ScriptedSmileId
  /** What a process of its own has to be told to meet the same database and the same provider. */
  settings: { DATABASE_URL: string; SMILE_ID_SANDBOX_URL: string }
}

/**
 * A fresh database for one test file and a provider that does as it is told; the settings lead to both. Each test
 * begins with a provider that misbehaves in nothing. Awaited at the top of the file, before the settings are read;
 * the end of the file's tests closes it all.
 */
export async function scriptedProvider(): Promise<Scripted> {
  const database = await testDatabase()
  const provider = await scriptedSmileId(testAccount)
  const settings = { DATABASE_URL: database.url, SMILE_ID_SANDBOX_URL: `${provider.origin}/v1` }
  vi.stubEnv('SMILE_ID_SANDBOX_URL', settings.SMILE_ID_SANDBOX_URL)
  beforeEach(() => {
    Object.assign(provider, behaved())
  })
  afterAll(async () => {
    await provider.close()
    await closeRig()
    await database.close()
  })
  return { provider, settings }
}
