import { refuse } from '@/lib/domain/outcome'

/** Said where an answer about a link has not come: it may have been done all the same. */
export const lost = refuse('no_answer', 'Kioo did not answer. Load the page again to see how the link stands.')
