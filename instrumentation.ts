/** Runs once when the web process starts, before the first request. */
export async function register(): Promise<void> {
  const { learnSocketAddresses } = await import('@/lib/server/client-address')
  learnSocketAddresses()
}
