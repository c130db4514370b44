import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Entries } from '@/lib/offline/fields'

/** One command that waits on this device. `refused` waits for its author, `waiting` for a connection. */
export type Queued = {
  id: string
  userId: string
  kind: string
  /** What it is about, to find it again: a household. */
  subject: string
  title: string
  entries: Entries
  /** A photo or paper that goes with it, by its own door. */
  file?: { name: string; content: Blob }
  keptAt: number
  status: 'waiting' | 'refused'
  message?: string
  errors?: Record<string, string>
}

interface Store extends DBSchema {
  outbox: { key: string; value: Queued; indexes: { userId: string } }
}

let opened: Promise<IDBPDatabase<Store>> | undefined

function store(): Promise<IDBPDatabase<Store>> {
  opened ??= openDB<Store>('fangxian', 1, {
    upgrade: (db) => {
      db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('userId', 'userId')
    },
  })
  opened.catch(() => {
    opened = undefined
  })
  return opened
}

/** Keeps a command on this device. Rejects where the device cannot keep anything. */
export async function enqueue(item: Queued): Promise<void> {
  await (await store()).put('outbox', item)
}

export async function dequeue(id: string): Promise<void> {
  await (await store()).delete('outbox', id)
}

/** The commands of one person on this device, oldest first; nobody else's. */
export async function queuedOf(userId: string): Promise<Queued[]> {
  const items = await (await store()).getAllFromIndex('outbox', 'userId', userId)
  return items.sort((a, b) => a.keptAt - b.keptAt)
}
