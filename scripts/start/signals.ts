import { readFileSync } from 'node:fs'

/** Ctrl-C, SIGTERM, a closed terminal, a dead parent: all mean the same. */
export function whenToldToStop(stop: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  process.on('disconnect', stop)
  process.channel?.unref()
  const npm = npmAbove()
  if (npm === null) return
  setInterval(() => {
    if (startedAt(npm.pid) !== npm.startedAt) stop()
  }, 1000).unref()
}

/** `npm start` may be killed without a word to its children; its process is then gone from above us. */
function npmAbove(): { pid: number; startedAt: string } | null {
  if (process.platform !== 'linux' || !process.env.npm_lifecycle_event) return null
  let pid = process.ppid
  for (let depth = 0; depth < 5 && pid > 1; depth += 1) {
    try {
      if (/^npm /.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')))
        return { pid, startedAt: startedAt(pid) ?? '' }
      pid = Number(
        readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ')[1],
      )
    } catch {
      return null
    }
  }
  return null
}

function startedAt(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[0] === 'Z' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}
