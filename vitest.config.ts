import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'setup/**/*.test.js'],
    globalSetup: ['src/testing/global-setup.ts'],
    pool: 'forks',
    // Loading the server anew for each file takes longer than most of them: what one leaves behind, it must clean up.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
