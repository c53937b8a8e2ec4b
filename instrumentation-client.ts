import { config } from 'zod/v4/core'

// Zod asks once whether it may compile code, which no page of ours may: the browser would report each page load as an
// attack on its policy. Before any schema is made.
config({ jitless: true })
