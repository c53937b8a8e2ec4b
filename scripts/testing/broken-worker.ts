import { z } from 'zod'
import { breakWorker, brokenVariants } from './broken-variants'

// Preloaded (`--import ./scripts/testing/broken-worker.ts`) with BROKEN=<variant>: a worker that does it wrong.
if (process.env.NODE_ENV === 'production') throw new Error('broken-worker.ts is for tests alone')
breakWorker(z.enum(brokenVariants).parse(process.env.BROKEN))
