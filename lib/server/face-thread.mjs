// Where the thread begins. Node 20 runs no TypeScript of itself, and a thread does not inherit what its parent was
// started with; under `next start` the parent runs none either.
import { tsImport } from 'tsx/esm/api'

await tsImport('./face-finder.ts', import.meta.url)
