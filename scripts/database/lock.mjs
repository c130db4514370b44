import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

// A lock that dies with its holder: a listening local socket named after the data directory, so that nothing on the disk can go stale.

function address(data, purpose) {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const key = createHash('sha256').update(realpathSync(data)).digest('hex').slice(0, 24)
  const name = `fangxian-${purpose}-${key}`
  if (process.platform === 'linux') return `\0${name}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return path.join(os.tmpdir(), `${name}.sock`)
}

function listen(server, at) {
  return new Promise((resolve) => {
    server.once('error', resolve)
    server.listen(at, () => resolve(null))
  })
}

/**
 * Takes the lock, or returns the holder's note.
 * @param {string} data @param {string} purpose @param {string} [note]
 * @returns {Promise<{ held: true, note: string, release: () => Promise<void> } | { held: false, note: string, release: () => Promise<void> }>}
 */
export async function tryLock(data, purpose, note = '') {
  const at = address(data, purpose)
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const server = net.createServer((socket) => {
      socket.on('error', () => {})
      socket.end(note)
    })
    const failure = await listen(server, at)
    if (!failure) {
      server.unref()
      return { held: true, note, release: () => new Promise((resolve) => server.close(() => resolve())) }
    }
    if (failure.code !== 'EADDRINUSE') throw failure
    const answer = await ask(at)
    if (answer !== null) return { held: false, note: answer, release: async () => {} }
    if (process.platform === 'darwin') rmSync(at, { force: true })
    else await sleep(20)
  }
  return { held: false, note: '', release: async () => {} }
}

function ask(at) {
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

/**
 * Waits for the lock and runs under it.
 * @template T
 * @param {string} data @param {string} purpose @param {() => Promise<T>} run
 * @returns {Promise<T>}
 */
export async function withLock(data, purpose, run) {
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
