// Loaded before anything else by every command that has settings: what `.env` says and the environment does not.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const file = join(import.meta.dirname, '..', '.env')
if (existsSync(file)) process.loadEnvFile(file)
