import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export type Credentials = { owner: string; app: string }

export type State = {
  port?: number
  mode?: string
  superuser?: string
  roles?: Credentials
  external?: Record<string, Credentials>
  stamps?: Record<string, string>
}

const file = (data: string) => path.join(data, 'state.json')

export const secret = () => randomBytes(24).toString('hex')

export function readState(data: string): State {
  try {
    return JSON.parse(readFileSync(file(data), 'utf8')) as State
  } catch {
    return {}
  }
}

export function writeState(data: string, patch: Partial<State>): State {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const next = { ...readState(data), ...patch }
  writePrivate(file(data), JSON.stringify(next, null, 2))
  return next
}

/** Writes a file that only this user may read, whole or not at all. */
export function writePrivate(target: string, text: string): void {
  const draft = `${target}.${randomUUID()}`
  writeFileSync(draft, `${text}\n`, { mode: 0o600, flush: true })
  chmodSync(draft, 0o600)
  renameSync(draft, target)
}
