/** The first segments of the pages somebody may want to come back to after signing in. */
const pages: readonly string[] = ['', 'enroll', 'jobs', 'enrollees', 'links', 'callbacks', 'settings']

/** Where signing in may lead: a path of one of our own pages, or the overview. Anything odd is the overview. */
export function nextPath(wanted: string | null | undefined): string {
  // Control characters, spaces and backslashes: browsers drop or rewrite them, and then read another address.
  if (!wanted || !/^\/[^\\\p{Cc}\s]*$/u.test(wanted) || wanted.startsWith('//')) return '/'
  const base = 'https://kioo.invalid'
  if (!URL.canParse(wanted, base)) return '/'
  const url = new URL(wanted, base)
  if (url.origin !== base || url.pathname.startsWith('//')) return '/'
  if (!pages.includes(url.pathname.split('/')[1] ?? '')) return '/'
  return url.pathname + url.search
}
