/** Runs once when the web process starts, before the first request. */
export async function register(): Promise<void> {
  // Next builds this file for its edge runtime as well, which nothing here uses; this branch is cut out there.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { checkSettings } = await import('@/lib/server/env')
    const { checkDurability } = await import('@/lib/server/durability')
    const { learnToStop } = await import('@/lib/server/leave')
    const { learnSocketAddresses } = await import('@/lib/server/client-address')
    const { directRoutes } = await import('@/app/api/direct-routes')
    const { limitConnections } = await import('@/lib/server/connection-limits')
    const { putPoolBehind } = await import('@/lib/server/thread-priority')
    const { quietConsole } = await import('@/lib/server/quiet-console')
    // A portal that says it lives and then fails at every page is worse than one that does not start.
    checkSettings()
    learnToStop()
    learnSocketAddresses()
    limitConnections(directRoutes)
    await putPoolBehind()
    await checkDurability()
    // In development the one who reads the console is the one who made the request.
    if (process.env.NODE_ENV === 'production') quietConsole()
  }
}
