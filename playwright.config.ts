import { defineConfig } from '@playwright/test'

/** One for the whole run, so that two runs on one machine do not read each other's word. */
process.env.KIOO_E2E_RUN ??= String(process.pid)

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/global-setup.ts',
  // One stack and one database: journeys take turns. None is tried again: what fails sometimes is broken.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  // Limits against standing still, not measures of speed: a slow machine comes to the same end.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  outputDir: 'test-results/journeys',
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? 'test-results/playwright.json' }],
  ],
  // The set-up link ends with the first operator, so the journey that follows it comes before all others.
  projects: [
    { name: 'set-up', testMatch: 'set-up.spec.ts' },
    { name: 'journeys', testIgnore: 'set-up.spec.ts', dependencies: ['set-up'] },
  ],
  // What a failed journey did and asked for, kept without the pictures that would slow all the others down.
  use: {
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
    video: 'off',
    locale: 'en-GB',
  },
})
