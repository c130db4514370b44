import { randomUUID } from 'node:crypto'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A time-ordered uuid (version 7) for rows the server makes; rows from a phone bring their own id. */
export function newId(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
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
