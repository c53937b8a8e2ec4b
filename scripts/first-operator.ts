import { ensureAdminFromEnv, openSetup } from '@/lib/server/setup'

// Run by the starter in a process of its own, because the server's files want the react-server condition.
try {
  await ensureAdminFromEnv()
  console.log(JSON.stringify({ setupUrl: await openSetup() }))
  process.exit(0)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
