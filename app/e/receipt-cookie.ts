import 'server-only'
import { cookies } from 'next/headers'
import { cookieOptions, overHttps } from '@/lib/server/session-cookie'
import { VISIT_COOKIE_HOURS } from '@/lib/server/visit'

// The receipt's token is given out once, at the consent; the pages after it still have to lead to the receipt.
const name = () => (overHttps() ? '__Host-kioo_receipt' : 'kioo_receipt')

export async function keepReceipt(receipt: string): Promise<void> {
  ;(await cookies()).set(name(), receipt, { ...cookieOptions(), maxAge: VISIT_COOKIE_HOURS * 3_600 })
}

/** The path of this browser's latest receipt; null: it has none. */
export async function receiptPath(): Promise<string | null> {
  const receipt = (await cookies()).get(name())?.value
  return receipt && /^[\w-]{43}$/.test(receipt) ? `/e/receipt/${receipt}` : null
}
