import os from 'node:os'
import { type Goal, goalsOf, type Line, MEMORY_MB } from './goals'

export type Report = {
  households: number
  machine: Record<string, string | number>
  workloads: Line[]
  memoryMb: number
}

const BYTES_OF_A_GIGABYTE = 2 ** 30

export function machine(postgres: string): Report['machine'] {
  const [cpu] = os.cpus()
  return {
    cpus: os.cpus().length,
    model: cpu?.model.trim() ?? '',
    memoryGb: Math.round(os.totalmem() / BYTES_OF_A_GIGABYTE),
    node: process.version,
    postgres,
    load: os
      .loadavg()
      .map((each) => each.toFixed(1))
      .join(' '),
  }
}

const shown = (value: number | null, digits = 1) =>
  value === null || Number.isNaN(value) ? '–' : value.toFixed(digits)
const between = (interval: [number, number] | null) =>
  interval ? interval.map((each) => each.toFixed(2)).join('–') : '–'

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)))
  const written = [heads, ...rows].map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] as number) : cell.padStart(widths[at] as number)))
      .join('  '),
  )
  return written.join('\n')
}

export function goals({ workloads, memoryMb }: Report): Goal[] {
  const memory = {
    what: 'memory of our server after the suite, MB',
    goal: `≤ ${MEMORY_MB}`,
    found: memoryMb.toFixed(0),
    isMet: memoryMb <= MEMORY_MB,
  }
  return [...workloads.flatMap(goalsOf), ...(memoryMb > 0 ? [memory] : [])]
}

/** The figures, then every goal beside what was found; those that are not met once more by name. */
export function written(report: Report): string {
  const heads = [
    'workload',
    'ratio',
    '95 %',
    'time ×',
    'CPU ms',
    'limit',
    'p50 ms',
    'limit',
    'p95 ms',
    'limit',
    'req/s 16',
    'limit',
    'rows',
    'kB',
    'statements',
    'trips',
    'pairs (dropped)',
    'failed',
    'growth',
  ]
  const rows = report.workloads.map((each) => [
    each.name,
    shown(each.ratio, 2),
    between(each.interval),
    shown(each.timeRatio, 2),
    shown(each.cpuMs),
    shown(each.limit.cpuMs),
    shown(each.p50),
    shown(each.limit.p50),
    shown(each.p95),
    shown(each.limit.p95),
    shown(each.perSecond, 0),
    shown(each.limit.perSecond, 0),
    String(each.rows),
    shown(each.bytes / 1000, 0),
    String(each.statements),
    String(each.trips),
    `${each.pairs.kept} (${each.pairs.dropped})`,
    String(each.failed),
    shown(each.growth, 2),
  ])
  const all = goals(report)
  const marks = { true: 'met', false: 'NOT MET', null: 'not measured' }
  const missed = all.filter(({ isMet }) => isMet === false)
  const machineText = Object.entries(report.machine)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ')
  return [
    `${report.households} households; ${machineText}`,
    table(heads, rows),
    '',
    table(
      ['goal', 'hoped for', 'found', ''],
      all.map(({ what, goal, found, isMet }) => [what, goal, found, marks[`${isMet}`]]),
    ),
    '',
    missed.length === 0
      ? 'Every goal that was measured is met.'
      : `Not met: ${missed.map(({ what, found }) => `${what} (${found})`).join('; ')}.`,
  ].join('\n')
}
