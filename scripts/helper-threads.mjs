import { availableParallelism } from 'node:os'

/** V8's own choice. */
const V8_HELPERS = 4

/**
 * For Node when it runs the portal or the worker: no more helper threads (they collect garbage) than there are processors
 * beside the one that works. Four on two processors make it wait for its turn in mid-collection.
 */
export const helperThreads = `--v8-pool-size=${Math.min(Math.max(availableParallelism() - 1, 1), V8_HELPERS)}`
