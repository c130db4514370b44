import { randomBytes } from 'node:crypto'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A time-ordered uuid (version 7) for rows the server makes; rows from a phone bring their own id. */
export function newId(at: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at.getTime(), 0, 6)
  bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const IN_A_MS = 4096

/**
 * Time-ordered uuids one after the other (RFC 9562, counter in place of the first random bits), for many rows at once: indexes grow at
 * their end instead of everywhere.
 */
export function idSequence(at: Date): () => string {
  let count = 0
  return () => {
    const id = newId(new Date(at.getTime() + Math.floor(count / IN_A_MS)))
    const place = (count++ % IN_A_MS).toString(16).padStart(3, '0')
    return `${id.slice(0, 15)}${place}${id.slice(18)}`
  }
}

export function isUuid(text: string): boolean {
  return UUID.test(text)
}
