import 'server-only'
import { Worker } from 'node:worker_threads'

/** Plain JavaScript of its own: no bundler has to find a file for it, and the packages are found from where the application runs. */
const WORK = `
  const { parentPort, workerData } = require('node:worker_threads')
  const { encrypt } = require('officecrypto-tool')
  parentPort.postMessage(encrypt(Buffer.from(workerData.file), { password: workerData.password }))
`

let last: Promise<unknown> = Promise.resolve()

/**
 * A workbook as office programs protect it with a password (ECMA-376 agile: AES-256 in CBC, a key from 100,000 rounds of SHA-512, salts from the
 * system's random source, HMAC over the whole). That takes a second or more of a core, so a thread does it, one file at a time; the password is
 * kept nowhere. Takes over `file`. Throws when the thread fails.
 */
export function protectWorkbook(file: Buffer<ArrayBuffer>, password: string): Promise<Buffer> {
  const work = last.then(() => inThread(file, password))
  last = work.catch(() => undefined)
  return work
}

function inThread(file: Buffer<ArrayBuffer>, password: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORK, { eval: true, env: {}, execArgv: [], workerData: { file, password } })
    worker.once('message', (bytes: Uint8Array<ArrayBuffer>) =>
      resolve(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
    )
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread that protects a file ended with ${code}`)))
  })
}
