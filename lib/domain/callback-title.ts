import { resultMeaning } from './result-catalogue'

type Titled = { state: string; reason: string | null; resultCode: string | null }

/**
 * What arrived, in a few words. A code is kept only of what one of our keys has signed, so that there is none says
 * nothing of what the others hold: a forged result may well have one in its body.
 */
export function callbackTitle({ state, reason, resultCode }: Titled): string {
  if (resultCode) return resultMeaning(resultCode).headline
  if (state === 'bad_signature' || reason === 'unknown_address' || reason === 'lapsed_address')
    return 'A result nobody can vouch for'
  if (state === 'malformed' && reason !== 'no_code') return 'A body that cannot be read'
  return 'A callback without a result code'
}
