import { z } from 'zod'
import { linkNeedKinds, linkNeedWords } from './link-need'

const names: Record<string, string> = {
  'link.made': 'Made',
  'link.reissued': 'Re-issued',
  'link.extended': 'Extended',
  'link.paused': 'Paused',
  'link.resumed': 'Resumed',
  'link.revoked': 'Revoked',
  'link.sent': 'Sent by e-mail',
  'link.code_made': 'Short code made',
  'link.request_handled': 'Request seen to',
  'link.erased': 'The person it was for was erased',
  // As it was written down before it had a name of its own.
  'person.erased': 'The person it was for was erased',
  'import.downloaded': 'Downloaded, with all of its import',
}

const detailSchema = z.object({
  fate: z.string().optional().catch(undefined),
  kind: z.enum(linkNeedKinds).optional().catch(undefined),
})

/** What an operator did with a link, in words. */
export function linkActionWords({ action, detail }: { action: string; detail: unknown }): string {
  const { fate, kind } = detailSchema.safeParse(detail).data ?? {}
  if (action === 'link.sent' && fate === 'written') return 'Mail written to the portal’s folder, not sent'
  const name = names[action] ?? action
  return action === 'link.request_handled' && kind ? `${name}: ${linkNeedWords[kind].says}` : name
}
