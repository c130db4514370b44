import { createSecretKey, type KeyObject } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import * as z from 'zod'
import { keysPath } from './env'
import { perProcess } from './per-process'

const KEY_BYTES = 32
const RELOAD_AFTER_MS = 5_000

const Key = z.string().refine((text) => Buffer.from(text, 'base64').length === KEY_BYTES, 'not a key of 32 bytes')

export const KeyFile = z
  .strictObject({
    field: z.strictObject({
      current: z.string().regex(/^[a-z0-9]{1,20}$/),
      keys: z.record(z.string().regex(/^[a-z0-9]{1,20}$/), Key),
    }),
    blindIndex: Key,
    audit: Key,
    session: Key,
  })
  .refine((file) => file.field.current in file.field.keys, 'the current field key is not in the ring')
export type KeyFile = z.infer<typeof KeyFile>

export type KeyRing = {
  current: string
  field: ReadonlyMap<string, KeyObject>
  blindIndex: KeyObject
  audit: KeyObject
  session: string
}

/** The key file is missing or holds something else; the message names no key. */
export class KeyFileError extends Error {}

/** Reads and checks the key file. */
export function readKeyFile(path = keysPath()): KeyFile {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new KeyFileError('the key file cannot be read')
  }
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    throw new KeyFileError('the key file is not JSON')
  }
  const parsed = KeyFile.safeParse(data)
  if (!parsed.success) {
    throw new KeyFileError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
  }
  return parsed.data
}

function secret(base64: string): KeyObject {
  return createSecretKey(Buffer.from(base64, 'base64'))
}

function toRing(file: KeyFile): KeyRing {
  return {
    current: file.field.current,
    field: new Map(Object.entries(file.field.keys).map(([id, key]) => [id, secret(key)])),
    blindIndex: secret(file.blindIndex),
    audit: secret(file.audit),
    session: file.session,
  }
}

type Held = { ring: KeyRing; path: string; stamp: number; checkedAt: number } | null
const holder = perProcess<{ held: Held }>('keys', () => ({ held: null }))

/** The ring in use. A key added by a rotation is noticed within seconds, without a restart. */
export function keyRing(): KeyRing {
  const path = keysPath()
  const tick = performance.now()
  const held = holder.held
  if (held && held.path === path && tick - held.checkedAt < RELOAD_AFTER_MS) return held.ring
  return reloadKeyRing()
}

/** Reads the file again when it changed since. */
export function reloadKeyRing(): KeyRing {
  const path = keysPath()
  const stamp = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const held = holder.held
  const ring = held && held.path === path && held.stamp === stamp ? held.ring : toRing(readKeyFile(path))
  holder.held = { ring, path, stamp, checkedAt: performance.now() }
  return ring
}

/** The names of keys nobody should trust with real people: repeated bytes, runs, readable text, or one key used twice. */
export function weakKeys(file: KeyFile): string[] {
  const named: [string, string][] = [
    ...Object.entries(file.field.keys).map(([id, key]): [string, string] => [`field.${id}`, key]),
    ['blindIndex', file.blindIndex],
    ['audit', file.audit],
    ['session', file.session],
  ]
  const seen = new Map<string, number>()
  for (const [, key] of named) seen.set(key, (seen.get(key) ?? 0) + 1)
  return named
    .filter(([, key]) => (seen.get(key) ?? 0) > 1 || isGuessable(Buffer.from(key, 'base64')))
    .map(([name]) => name)
}

function isGuessable(key: Buffer): boolean {
  if (new Set(key).size < 16) return true
  if (key.every((byte) => byte >= 0x20 && byte < 0x7f)) return true
  const step = ((key[1] as number) - (key[0] as number) + 256) % 256
  return key.every((byte, index) => index === 0 || (byte - (key[index - 1] as number) + 256) % 256 === step)
}
