import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Anchor, type Seal } from './schema'

export function anchorsPath(data: string): string {
  return join(data, 'anchors', 'audit.log')
}

/** The anchors written so far. A last line cut short by a crash does not count; it is written again. */
export function readAnchors(path: string): Anchor[] {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [Anchor.parse(JSON.parse(line))]
      } catch {
        return []
      }
    })
}

/** Writes the anchors of seals that have none yet, each line on the disk before it returns. */
export function writeAnchors(path: string, seals: readonly Seal[]): void {
  if (seals.length === 0) return
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const isCutShort = existsSync(path) && !readFileSync(path, 'utf8').endsWith('\n')
  const lines = seals.map(({ sealNo, sealedAt, lastId, entryCount, hmac }) =>
    JSON.stringify({ seal: sealNo, at: sealedAt, lastId: String(lastId), count: entryCount, hmac } satisfies Anchor),
  )
  const file = openSync(path, 'a', 0o600)
  try {
    writeSync(file, `${isCutShort ? '\n' : ''}${lines.join('\n')}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
