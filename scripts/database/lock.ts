import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { sleep } from './processes'

/**
 * A lock that dies with its holder: a listening local socket named after the data directory. Nothing is left on the disk to go stale.
 * A second process that connects receives the holder's note.
 */
export type Held = { held: true; note: (text: string) => void; release: () => Promise<void> }
export type Busy = { held: false; note: string }

function address(data: string, purpose: string): string {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const name = `fangxian-${purpose}-${createHash('sha256').update(realpathSync(data)).digest('hex').slice(0, 24)}`
  if (process.platform === 'linux') return `\0${name}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return path.join(os.tmpdir(), `${name}.sock`)
}

export async function tryLock(data: string, purpose: string): Promise<Held | Busy> {
  const at = address(data, purpose)
  for (;;) {
    let text = ''
    const server = net.createServer((socket) => {
      socket.on('error', () => {})
      socket.end(text)
    })
    const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once('error', resolve)
      server.listen(at, () => resolve(null))
    })
    if (!failure) {
      server.unref()
      return {
        held: true,
        note: (value) => {
          text = value
        },
        release: () => new Promise((resolve) => server.close(() => resolve())),
      }
    }
    if (failure.code !== 'EADDRINUSE') throw failure
    const answer = await ask(at)
    if (answer !== null) return { held: false, note: answer }
    if (process.platform !== 'linux' && process.platform !== 'win32') rmSync(at, { force: true })
    else await sleep(20)
  }
}

function ask(at: string): Promise<string | null> {
  return new Promise((resolve) => {
    let text = ''
    const socket = net.connect(at)
    socket.setTimeout(2000, () => socket.destroy())
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('error', () => resolve(null))
    socket.on('close', () => resolve(text))
  })
}

export async function withLock<T>(data: string, purpose: string, run: () => Promise<T>): Promise<T> {
  for (;;) {
    const lock = await tryLock(data, purpose)
    if (lock.held) {
      try {
        return await run()
      } finally {
        await lock.release()
      }
    }
    await sleep(100)
  }
}
