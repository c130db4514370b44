import { freshId } from '@/lib/offline/fields'
import type { Queued } from '@/lib/offline/queue'
import { PIECE_BYTES, piecesOf, sumOf } from '@/lib/platform/files/pieces'

const PATIENCE_MS = 45_000

type Sending = Pick<Queued, 'userId' | 'entries'> & { file: NonNullable<Queued['file']> }

/**
 * Sends a file piece by piece, those that the server does not have yet, and then the form that it belongs to: cut off, it goes on where it
 * stopped. Answers what the server said last.
 */
export async function postInPieces({ userId, entries, file }: Sending): Promise<Response> {
  const bytes = new Uint8Array(await file.content.arrayBuffer())
  const sum = sumOf(bytes)
  const said = (field: string) => entries.find(([name]) => name === field)?.[1] ?? ''
  const [id, householdId] = [said('id'), said('householdId')]
  const alone = said('subjectKind') === 'TASK_ENTRY' ? 'taskEntryId' : 'findingId'
  const holder: [string, string] = householdId === '' ? [alone, said('subjectId')] : ['householdId', householdId]
  const asked = await fetch(`/api/evidence/pieces?id=${id}&sum=${sum}`, { signal: AbortSignal.timeout?.(PATIENCE_MS) })
  if (!asked.ok) return asked
  const { held, isDone } = (await asked.json()) as { held: number[]; isDone: boolean }
  const count = piecesOf(bytes.length)
  for (let no = 0; no < count && !isDone; no++) {
    if (held.includes(no)) continue
    const body = formOf([['commandId', freshId()], ['user', userId], ['evidenceId', id], holder])
    body.append('sum', sum)
    body.append('no', String(no))
    body.append('file', new Blob([bytes.subarray(no * PIECE_BYTES, (no + 1) * PIECE_BYTES)]), 'piece')
    const sent = await fetch('/api/evidence/pieces', {
      method: 'POST',
      body,
      signal: AbortSignal.timeout?.(PATIENCE_MS),
    })
    if (!sent.ok) return sent
  }
  const body = formOf([...entries, ['user', userId], ['sum', sum], ['pieces', String(count)], ['fileName', file.name]])
  return fetch('/api/evidence', { method: 'POST', body, signal: AbortSignal.timeout?.(PATIENCE_MS) })
}

function formOf(entries: readonly (readonly [string, string])[]): FormData {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return form
}
