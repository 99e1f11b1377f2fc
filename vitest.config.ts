import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'setup/**/*.test.js'],
    globalSetup: ['src/testing/global-setup.ts'],
    pool: 'forks',
    // Loading the server anew for each file takes longer than most of them: what one leaves behind, it must clean up.
    isolate: false,
    maxWorkers: 2,
    // A test that hangs, not one that is slow beside others.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
