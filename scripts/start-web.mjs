// npm run start:web: the portal alone, for a production host. All settings come from the environment or .env; run
// `npm run build` and `npm run db:migrate` before.
import './settings-file.mjs'
import { spawn } from 'node:child_process'
import { helperThreads } from './helper-threads.mjs'
import { isPortTaken, portOf, portTaken } from './port-taken.mjs'
import { give } from './say.mjs'

const { PORT, KIOO_HOST = '127.0.0.1' } = process.env
const port = portOf(PORT)
if (await isPortTaken(port, [KIOO_HOST])) give(portTaken(port, 'npm run start:web'))
// On the leash: killed by kill -9 we can tell it nothing, and it would keep the port from whoever comes next.
const leash = new URL('leash.mjs', import.meta.url).href
const next = ['node_modules/next/dist/bin/next', 'start', '-p', `${port}`, '-H', KIOO_HOST]
const child = spawn(process.execPath, ['--import', leash, helperThreads, ...next], {
  stdio: ['pipe', 'inherit', 'inherit'],
  // Told to stop, Next would close its door before any load balancer can know (lib/server/leave.ts).
  env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NEXT_MANUAL_SIG_HANDLE: '1' },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
