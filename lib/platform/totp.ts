import { Secret, TOTP } from 'otpauth'

const PERIOD_S = 30
const SEED_BYTES = 20
const RECOVERY_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A fresh seed in base 32, as authenticator apps take it by hand. */
export function newSeed(): string {
  return new Secret({ size: SEED_BYTES }).base32
}

/** The address an authenticator app reads from a picture. */
export function factorUri(seed: string, issuer: string, account: string): string {
  return new TOTP({ issuer, label: account, secret: Secret.fromBase32(seed) }).toString()
}

/** The time step a code belongs to: now, one before or one after, and later than the last one used. Null for any other code (RFC 6238 5.2). */
export function stepOf(seed: string, code: string, at: Date, lastStep: bigint): bigint | null {
  const token = code.normalize('NFKC').replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const timestamp = at.getTime()
  const delta = new TOTP({ secret: Secret.fromBase32(seed) }).validate({ token, timestamp, window: 1 })
  if (delta === null) return null
  const step = BigInt(Math.floor(timestamp / 1000 / PERIOD_S) + delta)
  return step > lastStep ? step : null
}

/** The code of a moment, as an app would show it. */
export function codeAt(seed: string, at: Date): string {
  return new TOTP({ secret: Secret.fromBase32(seed) }).generate({ timestamp: at.getTime() })
}

/** Ten letters of 32 in two groups: 50 bits. `random` gives that many bytes. */
export function newRecoveryCode(random: Uint8Array): string {
  const letters = [...random.slice(0, 10)].map((byte) => RECOVERY_LETTERS[byte % RECOVERY_LETTERS.length])
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`
}

/** A recovery code as typed, without spaces and dashes; empty when it cannot be one. */
export function plainRecoveryCode(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
  return plain.length === 10 && [...plain].every((letter) => RECOVERY_LETTERS.includes(letter)) ? plain : ''
}
