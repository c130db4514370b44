import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { type KeyRing, keyRing, reloadKeyRing } from './keys'

const VERSION = 1
const NONCE = 12
const TAG = 16
const INDEX_BYTES = 16
const NONCES_AT_ONCE = 1024

export type BlindKind = 'idNumber' | 'phone' | 'bankAccount' | 'disabilityCard' | 'recoveryCode' | 'invitation'

let nonces = Buffer.alloc(0)

function nextNonce(): Buffer {
  if (nonces.length < NONCE) nonces = randomBytes(NONCE * NONCES_AT_ONCE)
  const nonce = nonces.subarray(0, NONCE)
  nonces = nonces.subarray(NONCE)
  return nonce
}

/** A column may be named with or without the ending of its sealed form: `phone` and `phone_enc` are one place. */
function place(table: string, column: string, rowId: string): Buffer {
  return Buffer.from(`${table}|${column.replace(/_enc$/, '')}|${rowId}`, 'utf8')
}

/**
 * Seals one value for one cell: version, key id, nonce, ciphertext, tag (AES-256-GCM). The cell's place is authenticated, so a value copied
 * into another row, column or table does not open.
 */
export function seal(table: string, column: string, rowId: string, value: string | Uint8Array): Buffer<ArrayBuffer> {
  const ring = keyRing()
  const key = ring.field.get(ring.current)
  if (!key) throw new Error('the current field key is not in the ring')
  const nonce = nextNonce()
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(place(table, column, rowId))
  const body = typeof value === 'string' ? cipher.update(value, 'utf8') : cipher.update(value)
  cipher.final()
  const id = Buffer.from(ring.current, 'ascii')
  return Buffer.concat([Buffer.of(VERSION, id.length), id, nonce, body, cipher.getAuthTag()])
}

/** Opens a sealed text of this very cell. Throws when it was altered, moved, or sealed with a key that is gone. */
export function open(table: string, column: string, rowId: string, sealed: Uint8Array): string {
  return openBytes(table, column, rowId, sealed).toString('utf8')
}

/** Opens sealed bytes, as `open` does a text. */
export function openBytes(table: string, column: string, rowId: string, sealed: Uint8Array): Buffer<ArrayBuffer> {
  const buffer = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  const id = sealedWith(buffer)
  const key = keyOf(keyRing(), id) ?? keyOf(reloadKeyRing(), id)
  if (!key) throw new Error('sealed with a key that is not in the ring')
  const start = 2 + id.length
  const body = start + NONCE
  if (buffer.length < body + TAG) throw new Error('sealed value is too short')
  const decipher = createDecipheriv('aes-256-gcm', key, buffer.subarray(start, body), { authTagLength: TAG })
  decipher.setAAD(place(table, column, rowId)).setAuthTag(buffer.subarray(buffer.length - TAG))
  return Buffer.concat([decipher.update(buffer.subarray(body, buffer.length - TAG)), decipher.final()])
}

function keyOf(ring: KeyRing, id: string) {
  return ring.field.get(id)
}

/** The id of the key a value was sealed with. */
export function sealedWith(sealed: Uint8Array): string {
  const length = sealed[1] ?? 0
  if (sealed[0] !== VERSION || length === 0 || sealed.length < 2 + length + NONCE + TAG) {
    throw new Error('not a sealed value')
  }
  return Buffer.from(sealed.buffer, sealed.byteOffset + 2, length).toString('latin1')
}

/** A keyed fingerprint of a normalised value (ID number: 18 digits, X upper; phone, account: digits) for exact search and uniqueness; 128 bit. */
export function blindIndex(kind: BlindKind, normalised: string): Buffer<ArrayBuffer> {
  return createHmac('sha256', keyRing().blindIndex)
    .update(kind)
    .update('\0')
    .update(normalised, 'utf8')
    .digest()
    .subarray(0, INDEX_BYTES)
}

/** A keyed mark that proves where a text comes from; nobody without the key ring makes one. */
export function keyedMark(purpose: 'exportTrace' | 'exportRow', text: string): Buffer<ArrayBuffer> {
  return createHmac('sha256', keyRing().blindIndex).update(`mark:${purpose}\0`).update(text, 'utf8').digest()
}
