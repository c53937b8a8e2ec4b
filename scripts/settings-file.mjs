// Loaded before anything else by every command that has settings: what `.env` says and the environment does not.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const file = join(import.meta.dirname, '..', '.env')
if (existsSync(file)) process.loadEnvFile(file)

// `KIOO_URL=` is a line not filled in: as if it were not there, so that the default holds.
for (const name of Object.keys(process.env))
  if (process.env[name] === '' && /^(KIOO_|SMILE_ID_|DATABASE_URL$|PORT$|LOG_LEVEL$)/.test(name))
    delete process.env[name]
