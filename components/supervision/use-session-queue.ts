import { useEffect, useState } from 'react'
import { type Entries, entriesOf } from '@/lib/offline/fields'
import { dequeue, enqueue, queuedOf } from '@/lib/offline/queue'
import { announce, keepSending, onSent } from '@/lib/offline/send'
import type { FormState } from '@/lib/platform/answer'

const NO_ROWS = { help: 0, findings: 0 }

/** Keeps a session on this device while there is no connection, shows where it went, and brings a refused one back. */
export function useSessionQueue(userId: string, place: { id: string; title: string }, freshId: string) {
  const [id, setId] = useState(freshId)
  const [refused, setRefused] = useState<FormState | null>(null)
  const [rows, setRows] = useState(NO_ROWS)
  const [isKept, setKept] = useState(false)
  const [isFull, setFull] = useState(false)

  useEffect(() => {
    queuedOf(userId).then(
      (items) => {
        const item = items.find((each) => each.subject === place.id && each.status === 'refused')
        if (!item) return
        setId(item.id)
        setRows({ help: rowsOf(item.entries, 'help'), findings: rowsOf(item.entries, 'findings') })
        setRefused({
          status: 'refused',
          kind: 'rule',
          message: item.message ?? '',
          errors: item.errors ?? {},
          values: valuesOf(item.entries),
        })
      },
      () => undefined,
    )
  }, [userId, place.id])

  const keep = (form: HTMLFormElement) => {
    const told = { kind: 'supervision.hold', subject: place.id, title: place.title, status: 'waiting' } as const
    enqueue({ ...told, id, userId, entries: entriesOf(form), keptAt: Date.now() }).then(
      () => {
        setKept(true)
        onSent((answers) => {
          const answer = answers.get(id)
          if (answer?.status === 'sent') window.location.assign(`/supervision/sessions/${id}`)
          if (answer?.status === 'refused') window.location.reload()
        })
        keepSending(userId)
      },
      () => setFull(true),
    )
  }
  const forget = () => {
    if (refused) dequeue(id).then(announce, () => undefined)
    setRefused(null)
  }
  return { id, refused, rows, isKept, isFull, keep, forget }
}

function rowsOf(entries: Entries, list: string): number {
  return Math.max(0, ...entries.map(([name]) => Number(new RegExp(`^${list}\\[(\\d+)]`).exec(name)?.[1] ?? -1) + 1))
}

function valuesOf(entries: Entries): Record<string, string[]> {
  const values: Record<string, string[]> = {}
  for (const [name, value] of entries) values[name] = [...(values[name] ?? []), value]
  return values
}
