import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { testClock } from './scripts/test/clock'

const root = import.meta.dirname
const clock = { FANGXIAN_CLOCK: testClock, TZ: 'UTC' }

export default defineConfig({
  resolve: {
    alias: { '@': root, 'server-only': path.join(root, 'node_modules', 'server-only', 'empty.js') },
  },
  test: {
    environment: 'node',
    env: clock,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: 30_000,
          include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/architecture/**/*.test.ts', 'tests/architecture.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['tests/db/**/*.test.ts'],
          globalSetup: ['tests/support/template.ts'],
          setupFiles: ['tests/support/clone.ts'],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'drills',
          include: ['tests/drills/**/*.test.ts'],
          pool: 'forks',
          maxWorkers: 1,
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
})
