import { postInPieces } from '@/lib/offline/pieces'
import { dequeue, enqueue, type Queued, queuedOf } from '@/lib/offline/queue'
import type { FormState } from '@/lib/platform/answer'
import { PIECE_BYTES } from '@/lib/platform/files/pieces'

const PATIENCE_MS = 20_000
const FILE_PATIENCE_MS = 90_000
const CHANGED = 'fangxian:outbox'

export type Sent =
  | { status: 'sent'; data: unknown }
  | { status: 'refused'; message: string; errors: Record<string, string> }
  | { status: 'signedOut' }
  | { status: 'waiting' }

/** Posts one command to the phone door. Whatever is not an answer of the product counts as no connection. */
export async function post(item: Pick<Queued, 'id' | 'kind' | 'userId' | 'entries' | 'file'>): Promise<Sent> {
  try {
    const response = await (item.file ? postFile(item) : postForm(item))
    if (response.status === 401) return { status: 'signedOut' }
    if (response.status === 429 || response.status >= 500) return { status: 'waiting' }
    const answer = (await response.json()) as FormState
    if (answer.status === 'done') return { status: 'sent', data: answer.data }
    if (answer.status === 'refused') return { status: 'refused', message: answer.message, errors: answer.errors }
    return { status: 'waiting' }
  } catch {
    return { status: 'waiting' }
  }
}

const postForm = (item: Pick<Queued, 'id' | 'kind' | 'userId' | 'entries'>) =>
  fetch('/api/outbox', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: item.kind, id: item.id, user: item.userId, form: item.entries }),
    signal: AbortSignal.timeout?.(PATIENCE_MS),
  })

function postFile({ userId, entries, file }: Pick<Queued, 'userId' | 'entries' | 'file'>): Promise<Response> {
  if (file && file.content.size > PIECE_BYTES) return postInPieces({ userId, entries, file })
  const body = new FormData()
  for (const [name, value] of entries) body.append(name, value)
  body.append('user', userId)
  if (file) body.append('file', file.content, file.name)
  return fetch('/api/evidence', { method: 'POST', body, signal: AbortSignal.timeout?.(FILE_PATIENCE_MS) })
}

let running: Promise<Map<string, Sent>> | undefined

/**
 * Sends what waits, oldest first, one tab at a time. Refused commands stay with their sentence; a lost connection or session
 * ends the round. Answers by command id.
 */
export async function flush(userId: string): Promise<Map<string, Sent>> {
  while (running) await running
  running = alone(() => sendAll(userId)).finally(() => {
    running = undefined
  })
  return running
}

async function sendAll(userId: string): Promise<Map<string, Sent>> {
  const answers = new Map<string, Sent>()
  for (const item of await queuedOf(userId)) {
    if (item.status === 'refused') continue
    const answer = await post(item)
    answers.set(item.id, answer)
    if (answer.status === 'sent') await dequeue(item.id)
    else if (answer.status === 'refused') {
      await enqueue({ ...item, status: 'refused', message: answer.message, errors: answer.errors })
    } else break
  }
  if (answers.size > 0) window.dispatchEvent(new CustomEvent(CHANGED, { detail: answers }))
  return answers
}

function alone<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request(CHANGED, { signal: AbortSignal.timeout(PATIENCE_MS) }, work) : work()
}

/** Tells this page that the queue changed. */
export function announce(): void {
  window.dispatchEvent(new CustomEvent(CHANGED, { detail: new Map<string, Sent>() }))
}

/** Calls back after every round of sending in this page, with the answers of that round. */
export function onSent(listen: (answers: Map<string, Sent>) => void): () => void {
  const heard = (event: Event) => listen((event as CustomEvent<Map<string, Sent>>).detail)
  window.addEventListener(CHANGED, heard)
  return () => window.removeEventListener(CHANGED, heard)
}

/** Sends now, when the connection comes back, and when the page is looked at again. Returns how to stop. */
export function keepSending(userId: string): () => void {
  const send = () => {
    if (document.visibilityState === 'visible') flush(userId).catch(() => undefined)
  }
  send()
  window.addEventListener('online', send)
  document.addEventListener('visibilitychange', send)
  return () => {
    window.removeEventListener('online', send)
    document.removeEventListener('visibilitychange', send)
  }
}
