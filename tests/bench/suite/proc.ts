import { readdirSync, readFileSync } from 'node:fs'

/** The kernel counts in hundredths of a second towards programs, whatever its own clock. */
const TICKS = 100
const KIBIBYTE_PER_MEBIBYTE = 1024

export type Process = { pid: number; parent: number; cpu: number; title: string }
export type Machine = { busy: number; steal: number }

/** Parent and CPU seconds (user and system, ended threads too) of a line of /proc/PID/stat; a name may hold blanks and brackets. */
export function parseStat(line: string): { parent: number; cpu: number } {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  return { parent: Number(fields[1]), cpu: (Number(fields[11]) + Number(fields[12])) / TICKS }
}

/** Busy and stolen CPU seconds of all cores since the start, of the text of /proc/stat. Guests are counted in user time already. */
export function parseMachine(text: string): Machine {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = text
    .slice(0, text.indexOf('\n'))
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return { busy: (user + nice + system + irq + softirq) / TICKS, steal: steal / TICKS }
}

/** Every process that can be seen; those that end meanwhile are left out. */
export function readProcesses(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const title = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
        return [{ pid: Number(name), title, ...parseStat(readFileSync(`/proc/${name}/stat`, 'utf8')) }]
      } catch {
        return []
      }
    })
}

/** A process and all its descendants. */
export function treeOf(processes: readonly Process[], root: number): Process[] {
  const found = new Map(processes.filter(({ pid }) => pid === root).map((each) => [each.pid, each]))
  for (let size = 0; size !== found.size; ) {
    size = found.size
    for (const each of processes) if (found.has(each.parent)) found.set(each.pid, each)
  }
  return [...found.values()]
}

/** Process ids: the server of the arm, the first of PostgreSQL, and the bench itself, above both servers. */
export type Watched = { server: number; postmaster: number; own: number; database: string }
export type Reading = {
  at: number
  machine: Machine
  server: Map<number, number>
  backends: Map<number, number>
  ours: Map<number, number>
}

const cpuOf = (list: readonly Process[]) => new Map(list.map(({ pid, cpu }) => [pid, cpu]))

/** What everything has used so far. `server` and `backends` are the measured arm; `ours` is all that the bench runs, the arm too. */
export function read({ server, postmaster, database, own }: Watched): Reading {
  const processes = readProcesses()
  const cluster = treeOf(processes, postmaster)
  const tree = treeOf(processes, server)
  return {
    at: performance.now(),
    machine: parseMachine(readFileSync('/proc/stat', 'utf8')),
    server: cpuOf(tree),
    backends: cpuOf(cluster.filter(({ title }) => title.includes(` ${database} `))),
    ours: cpuOf([...treeOf(processes, own), ...cluster]),
  }
}

/** CPU seconds between two readings: of a process that came in between all, of one that went none. */
export function used(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  return [...after].reduce((sum, [pid, cpu]) => sum + cpu - (before.get(pid) ?? 0), 0)
}

export type Span = { seconds: number; server: number; backends: number; other: number; steal: number }

/** CPU seconds of the arm between two readings, and how many cores went to others or were stolen meanwhile. */
export function span(before: Reading, after: Reading): Span {
  const seconds = (after.at - before.at) / 1000
  const busy = after.machine.busy - before.machine.busy
  return {
    seconds,
    server: used(before.server, after.server),
    backends: used(before.backends, after.backends),
    other: Math.max(0, busy - used(before.ours, after.ours)) / seconds,
    steal: (after.machine.steal - before.machine.steal) / seconds,
  }
}

/** Resident memory of a process and its descendants in MB. */
export function residentMb(root: number): number {
  const sizes = treeOf(readProcesses(), root).map(({ pid }) => {
    try {
      return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
    } catch {
      return 0
    }
  })
  return sizes.reduce((sum, size) => sum + size, 0) / KIBIBYTE_PER_MEBIBYTE
}
