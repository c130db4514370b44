import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import path from 'node:path'

const linux = process.platform === 'linux'

export type PostmasterFile = { pid: number; port: number }

export function readPostmaster(directory: string): PostmasterFile | null {
  try {
    const lines = readFileSync(path.join(directory, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), port: Number(lines[3]) }
  } catch {
    return null
  }
}

/** Living processes that work inside this data directory: the postmaster, its children, and orphans of a killed one. */
export function serversIn(directory: string): number[] {
  if (!linux) {
    const known = readPostmaster(directory)
    return known && alive(known.pid) ? [known.pid] : []
  }
  let real: string
  try {
    real = realpathSync(directory)
  } catch {
    return []
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return (
          readlinkSync(`/proc/${pid}/cwd`) === real && /postgres/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
        )
      } catch {
        return false
      }
    })
}

export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

export async function until(milliseconds: number, check: () => boolean | Promise<boolean>): Promise<boolean> {
  const end = performance.now() + milliseconds
  while (performance.now() < end) {
    if (await check()) return true
    await sleep(50)
  }
  return check()
}
