/**
 * The names of Kioo's cookies. Over https most of them are led by `__Host-` (cookieName). They stay as they are, also
 * where their hyphens and underscores differ: under another name a browser would lose its session or its visit.
 */
export const cookieNames = {
  /** An operator's. */
  session: 'kioo-session',
  csrf: 'kioo-csrf',
  callbackUrl: 'kioo-callback-url',
  /** One for each operator who signed in here: a hyphen and a sign for their e-mail follow. */
  knownDevice: 'kioo-device',
  zone: 'kioo-zone',
  /** Sent along, for one request, by a page that draws itself anew while nobody is at it. */
  unattended: 'kioo-unattended',

  /** A person's, who came by a link. */
  visit: 'kioo_visit',
  /** A short code that was typed, while its person corrects it, or is asked whether to go on. */
  typedCode: 'kioo_code',
  /** Their own choice on the page, for as long as the browser is open. */
  language: 'kioo_language',
} as const
