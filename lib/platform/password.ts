import { hash, verify } from '@node-rs/argon2'
import { perProcess } from './per-process'

/** OWASP ASVS 5.0 appendix C: argon2id with 46 MiB, one pass, one lane. */
const COST = { algorithm: 2, memoryCost: 47_104, timeCost: 1, parallelism: 1 } as const
const PREFIX = `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$`
const AT_ONCE = 2
const QUEUE = 50

/** More people sign in at this moment than the machine can check. */
export class BusyError extends Error {
  constructor() {
    super('busy')
  }
}

const gate = perProcess('password-gate', () => ({ running: 0, waiting: [] as (() => void)[] }))

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (gate.running >= AT_ONCE) {
    if (gate.waiting.length >= QUEUE) throw new BusyError()
    await new Promise<void>((resolve) => gate.waiting.push(resolve))
  } else gate.running++
  try {
    return await work()
  } finally {
    const next = gate.waiting.shift()
    if (next) next()
    else gate.running--
  }
}

const plain = (password: string) => password.normalize('NFC')

/** Hash of a new password. Two run at once, fifty wait, more get BusyError. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(plain(password), COST))
}

/** Whether the password fits. Without a hash (no such account) it takes the same time and never fits. */
export function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  return inTurn(async () => {
    const fits = await verify(stored ?? (await nobody()), plain(password))
    return stored !== null && fits
  })
}

function nobody(): Promise<string> {
  return perProcess('password-nobody', () => hash(crypto.randomUUID(), COST))
}

/** Whether a hash was made with other parameters than today's and should be renewed at the next right password. */
export function isOutdated(stored: string): boolean {
  return !stored.startsWith(PREFIX)
}
