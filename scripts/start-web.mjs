// npm run start:web: the portal alone, for a production host. All settings come from the environment or .env; run
// `npm run build` and `npm run db:migrate` before.
import './settings-file.mjs'
import { spawn } from 'node:child_process'

const { PORT = '3000', KIOO_HOST = '127.0.0.1' } = process.env
const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-p', PORT, '-H', KIOO_HOST], {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
