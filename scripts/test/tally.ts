import { readFileSync } from 'node:fs'

export type Count = { passed: number; failed: number; note?: string }

type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests?: number
  success: boolean
  testResults: { status: string; assertionResults: unknown[] }[]
}
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors?: unknown[]
}

function read<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return null
  }
}

/** Counts of a vitest run; a file that could not be loaded counts as one failure, a run without a report too. */
export function tallyVitest(file: string, exitCode: number): Count {
  const report = read<VitestReport>(file)
  if (!report) return { passed: 0, failed: 1, note: 'no report' }
  const broken = report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  ).length
  const failed = report.numFailedTests + broken
  return withSkipped(report.numPassedTests, failed, exitCode, report.numPendingTests ?? 0)
}

/** Counts of a Playwright run; a flaky test is a failed one. */
export function tallyPlaywright(file: string, exitCode: number): Count {
  const report = read<PlaywrightReport>(file)
  if (!report) return { passed: 0, failed: 1, note: 'no report' }
  const { expected, unexpected, flaky, skipped } = report.stats
  return withSkipped(expected, unexpected + flaky, exitCode, skipped)
}

function withSkipped(passed: number, failed: number, exitCode: number, skipped: number): Count {
  const unexplained = failed === 0 && (exitCode !== 0 || passed === 0) ? 1 : 0
  return { passed, failed: failed + unexplained, ...(skipped ? { note: `${skipped} skipped` } : {}) }
}
