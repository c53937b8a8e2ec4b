import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const alias = [
  { find: /^@\//, replacement: here('./') },
  // What the package itself resolves to under the react-server condition. The condition as a whole would
  // also swap React for its server build.
  { find: /^server-only$/, replacement: here('./node_modules/server-only/empty.js') },
]

const outside = ['**/node_modules/**', '.next/**', '.kioo/**', 'e2e/**']

export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          environment: 'node',
          include: ['**/*.test.ts'],
          exclude: [...outside, '**/*.db.test.ts', '**/*.chaos.test.ts'],
          // Some start processes. Limits against standing still, not measures of speed.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'db',
          environment: 'node',
          include: ['**/*.db.test.ts'],
          exclude: outside,
          globalSetup: ['scripts/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'chaos',
          environment: 'node',
          include: ['**/*.chaos.test.ts'],
          exclude: outside,
          // Longer than the trials' own limits, which say what was not in time.
          testTimeout: 600_000,
          hookTimeout: 90_000,
          // Each starts half a dozen processes.
          maxConcurrency: 2,
          // It starts dozens of processes: after the others, not beside them.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
