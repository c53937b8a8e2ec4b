import 'server-only'

/** The path of the page a request is for; written by proxy.ts over whatever a client sent under this name. */
export const PATH_HEADER = 'x-kioo-path'
