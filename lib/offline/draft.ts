import type { Entries } from '@/lib/offline/fields'

const PREFIX = 'fangxian:draft:'
const KEPT_MS = 7 * 86_400_000

export type Draft = { at: number; entries: Entries }

const keyOf = (userId: string, subject: string) => `${PREFIX}${userId}:${subject}`

/** Keeps what is being typed on this device. False when the device cannot keep it. */
export function keepDraft(userId: string, subject: string, draft: Draft): boolean {
  try {
    localStorage.setItem(keyOf(userId, subject), JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

/** What was typed before about the same subject by the same person, at most seven days ago. */
export function readDraft(userId: string, subject: string): Draft | null {
  try {
    const text = localStorage.getItem(keyOf(userId, subject))
    return text ? (JSON.parse(text) as Draft) : null
  } catch {
    return null
  }
}

export function dropDraft(userId: string, subject: string): void {
  try {
    localStorage.removeItem(keyOf(userId, subject))
  } catch {}
}

/** Forgets drafts that are seven days old, and those of everybody but `userId`; without a name those of all. */
export function sweepDrafts(userId: string | null): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX)) continue
      const own = userId !== null && key.startsWith(keyOf(userId, ''))
      const { at } = JSON.parse(localStorage.getItem(key) ?? '{"at":0}') as Draft
      if (!own || Date.now() - at > KEPT_MS) localStorage.removeItem(key)
    }
  } catch {}
}
