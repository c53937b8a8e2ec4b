import { ensureAdminFromEnv, openSetup } from '@/lib/server/setup'

// npm run setup, and part of npm start: prints the set-up link, alone on standard output, or says why there is none.
// A process of its own, because the server's files want the react-server condition.
try {
  const made = await ensureAdminFromEnv()
  const setupUrl = await openSetup()
  if (setupUrl) console.log(setupUrl)
  else console.error(made ? 'The administrator was made from the settings.' : 'There is an operator already.')
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
