import { keptSecrets } from './kept-secrets'

type Given = NodeJS.ProcessEnv

/** Whether we bring our own sandbox: unless both of Smile ID's sandbox keys are given. */
export function wantsSandbox(given: Given): boolean {
  const keys = [given.SMILE_ID_SANDBOX_PARTNER_ID, given.SMILE_ID_SANDBOX_API_KEY].filter(Boolean)
  if (keys.length === 1)
    throw new Error('Set both SMILE_ID_SANDBOX_PARTNER_ID and SMILE_ID_SANDBOX_API_KEY, or neither.')
  // Our own sandbox would take the address's place in silence, and captures would go elsewhere than was said.
  if (keys.length === 0 && given.SMILE_ID_SANDBOX_URL)
    throw new Error(
      'SMILE_ID_SANDBOX_URL is set, but no keys for it: set SMILE_ID_SANDBOX_PARTNER_ID and SMILE_ID_SANDBOX_API_KEY too, or leave all three out to use the local sandbox.',
    )
  return keys.length === 0
}

/** The settings of portal and worker: what was given, else what this home keeps, else what was just started. */
export function settings(
  given: Given,
  made: { home: string; url: string; databaseUrl: string; dev: boolean; sandboxPort: number | null },
): NodeJS.ProcessEnv {
  const secrets = keptSecrets(made.home)
  return {
    ...given,
    NODE_ENV: made.dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    KIOO_URL: made.url,
    KIOO_HOME: made.home,
    DATABASE_URL: made.databaseUrl,
    KIOO_SECRET: given.KIOO_SECRET || secrets.KIOO_SECRET,
    KIOO_FRAME_KEYS: given.KIOO_FRAME_KEYS || secrets.KIOO_FRAME_KEYS,
    ...(made.sandboxPort && {
      SMILE_ID_SANDBOX_URL: `http://127.0.0.1:${made.sandboxPort}/v1`,
      SMILE_ID_SANDBOX_PARTNER_ID: secrets.SANDBOX_PARTNER_ID,
      SMILE_ID_SANDBOX_API_KEY: secrets.SANDBOX_API_KEY,
    }),
  }
}

/** The sandbox gets its own settings and nothing of ours: no secret, no database. */
export function sandboxSettings(given: Given, home: string, port: number): NodeJS.ProcessEnv {
  const secrets = keptSecrets(home)
  const own = Object.entries(given).filter(([name]) => name.startsWith('KIOO_SANDBOX_') || name === 'PATH')
  return {
    ...Object.fromEntries(own),
    NODE_ENV: 'production',
    KIOO_SANDBOX_PORT: String(port),
    KIOO_SANDBOX_STATE: `${home}/sandbox`,
    KIOO_SANDBOX_PARTNERS: `${secrets.SANDBOX_PARTNER_ID}:${secrets.SANDBOX_API_KEY}`,
  }
}
