import { cookies } from 'next/headers'
import { cookieNames } from '@/lib/domain/cookie-names'
import { zoneOrUtc } from '@/lib/domain/time'

/** The signed-in operator's time zone: a cookie their browser wrote, UTC until it has. */
export async function operatorZone(): Promise<string> {
  const text = (await cookies()).get(cookieNames.zone)?.value
  return zoneOrUtc(text)
}
