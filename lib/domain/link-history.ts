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
  'person.erased': 'The person it was for was erased',
  'import.downloaded': 'Downloaded, with all of its import',
}

/** What an operator did with a link, in words. */
export function linkActionName(action: string): string {
  return names[action] ?? action
}
