import { createHash } from 'node:crypto'
import { Writable } from 'node:stream'

const PIECE_BYTES = 512 * 1024

/** Takes a file as it is written and hands it on in pieces of half a megabyte, with its length and hash. */
export class Pieces extends Writable {
  private held: Buffer[] = []
  private heldBytes = 0
  private readonly whole: Buffer[] = []
  private readonly hash = createHash('sha256')
  bytes = 0

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.hash.update(chunk)
    this.bytes += chunk.length
    this.held.push(chunk)
    this.heldBytes += chunk.length
    while (this.heldBytes >= PIECE_BYTES) this.cut(PIECE_BYTES)
    done()
  }

  override _final(done: () => void): void {
    if (this.heldBytes > 0) this.cut(this.heldBytes)
    done()
  }

  /** The pieces that are whole by now; each is handed out once. */
  take(): Buffer[] {
    return this.whole.splice(0)
  }

  /** SHA-256 of everything; once, after the end. */
  digest(): Buffer<ArrayBuffer> {
    return this.hash.digest()
  }

  private cut(size: number): void {
    const all = Buffer.concat(this.held)
    this.whole.push(all.subarray(0, size))
    const rest = all.subarray(size)
    this.held = rest.length > 0 ? [Buffer.from(rest)] : []
    this.heldBytes = rest.length
  }
}
