import { readFileSync } from 'node:fs'

/** `failures` names each failed test with the first lines of what it said. */
export type Count = { passed: number; failed: number; note?: string; failures?: string[] }

type Assertion = { status: string; fullName: string; failureMessages?: string[] }
type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests?: number
  success: boolean
  testResults: { name?: string; status: string; message?: string; assertionResults: Assertion[] }[]
}
type Suite = {
  suites?: Suite[]
  specs?: { ok: boolean; file: string; title: string; tests: { results: { error?: { message?: string } }[] }[] }[]
}
type PlaywrightReport = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors?: { message?: string }[]
  suites?: Suite[]
}

const LINES = 12
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')
const beginning = (message = '') => message.replace(colours, '').split('\n').slice(0, LINES).join('\n')
const said = (file: string, name: string, message?: string) => `${file}\n  ${name}\n${beginning(message)}`

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
  const count = withSkipped(report.numPassedTests, failed, exitCode, report.numPendingTests ?? 0)
  return count.failed ? { ...count, failures: report.testResults.flatMap(failuresOf) } : count
}

function failuresOf({ name = '', status, message, assertionResults }: VitestReport['testResults'][number]): string[] {
  if (status === 'failed' && assertionResults.length === 0) return [said(name, '', message)]
  return assertionResults
    .filter((test) => test.status === 'failed')
    .map(({ fullName, failureMessages }) => said(name, fullName, failureMessages?.[0]))
}

/** Counts of a Playwright run; a flaky test is a failed one. A run of some tests only may have none. */
export function tallyPlaywright(file: string, exitCode: number, isOfSome = false): Count {
  const report = read<PlaywrightReport>(file)
  if (!report) return { passed: 0, failed: 1, note: 'no report' }
  const { expected, unexpected, flaky, skipped } = report.stats
  if (isOfSome && exitCode === 0 && expected === 0) return { passed: 0, failed: 0 }
  const count = withSkipped(expected, unexpected + flaky, exitCode, skipped)
  if (!count.failed) return count
  const general = (report.errors ?? []).map(({ message }) => said('', '', message))
  return { ...count, failures: [...general, ...(report.suites ?? []).flatMap(failedSpecs)] }
}

function failedSpecs({ suites = [], specs = [] }: Suite): string[] {
  const own = specs
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) => {
      const failed = tests.flatMap(({ results }) => results).find(({ error }) => error)
      return said(file, title, failed?.error?.message)
    })
  return [...own, ...suites.flatMap(failedSpecs)]
}

function withSkipped(passed: number, failed: number, exitCode: number, skipped: number): Count {
  const unexplained = failed === 0 && (exitCode !== 0 || passed === 0) ? 1 : 0
  return { passed, failed: failed + unexplained, ...(skipped ? { note: `${skipped} skipped` } : {}) }
}

/** Several runs as one. */
export function sumOf(counts: readonly Count[]): Count {
  const failures = counts.flatMap((count) => count.failures ?? [])
  const notes = counts.flatMap((count) => count.note ?? [])
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
    ...(notes.length > 0 && { note: notes.join(', ') }),
    ...(failures.length > 0 && { failures }),
  }
}
