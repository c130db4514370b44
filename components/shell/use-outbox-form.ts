import { type FormEvent, type RefObject, useActionState, useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { FormAction } from '@/components/shell/use-sent-form'
import { dropDraft, keepDraft, readDraft } from '@/lib/offline/draft'
import { type Entries, entriesOf, fillForm, freshId } from '@/lib/offline/fields'
import { dequeue, enqueue, type Queued, queuedOf } from '@/lib/offline/queue'
import { announce, flush, onSent, post, type Sent } from '@/lib/offline/send'
import type { FormState } from '@/lib/platform/answer'

type Wish = {
  /** Where the form goes without script. */
  action: FormAction
  userId: string
  kind: string
  /** What the form is about, to find it again on this device. */
  subject: string
  title: string
  /** Made on the server; with script the page makes its own, because a kept page would repeat it. */
  id: string
  /** Where to go once it arrived. */
  onward: (data: unknown) => string
  /** What goes after the form once it arrived, such as photos; kept on this device with it. */
  attached?: (id: string) => Queued[]
  /** Draws what the kept entries need, such as rows that were added, before they are filled in. */
  draw?: (entries: Entries) => void
}

type Refused = { message: string; errors: Record<string, string> }

export type OutboxForm = {
  form: RefObject<HTMLFormElement | null>
  id: string
  send: (form: FormData) => void
  /** What came back without script: the values that were typed. */
  state: FormState
  /** Why it was not taken, by either door. */
  refused: Refused | null
  resting: 'waiting' | 'signedOut' | null
  busy: boolean
  live: boolean
  noStore: boolean
  keptAt: number | null
  foundAt: number | null
  submit: (event: FormEvent<HTMLFormElement>) => Promise<void>
  saveDraft: () => void
  discard: () => void
}

/** A form that is kept on the phone while it is filled, sent through the phone door, and rests in the queue without a connection. */
export function useOutboxForm({
  action,
  userId,
  kind,
  subject,
  title,
  id: given,
  onward,
  attached,
  draw,
}: Wish): OutboxForm {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const form = useRef<HTMLFormElement>(null)
  const [id, setId] = useState(given)
  const [refusal, setRefusal] = useState<Refused | null>(null)
  const [resting, setResting] = useState<'waiting' | 'signedOut' | null>(null)
  const [busy, setBusy] = useState(false)
  const [live, setLive] = useState(false)
  const [noStore, setNoStore] = useState(false)
  const [keptAt, setKeptAt] = useState<number | null>(null)
  const [foundAt, setFoundAt] = useState<number | null>(null)
  const onwardOf = useRef(onward)
  const drawOf = useRef(draw)

  // What was kept before: a refused one first, else the draft.
  useEffect(() => {
    const bringBack = ({ at, entries }: { at: number; entries: Entries }) => {
      flushSync(() => {
        setFoundAt(at)
        setId((fresh) => entries.find(([name]) => name === 'commandId')?.[1] ?? fresh)
        drawOf.current?.(entries)
      })
      if (form.current) fillForm(form.current, entries)
    }
    const start = async () => {
      const items = await queuedOf(userId).catch(() => [])
      const item = items.find((each) => isOurs(each, kind, subject))
      const draft = readDraft(userId, subject)
      if (item) {
        bringBack({ at: item.keptAt, entries: item.entries })
        setRefusal({ message: item.message ?? '', errors: item.errors ?? {} })
      } else if (draft) bringBack(draft)
    }
    setLive(true)
    setId(freshId())
    start()
  }, [userId, kind, subject])

  const settle = useCallback(
    (answer: Sent) => {
      if (answer.status === 'sent') {
        dropDraft(userId, subject)
        window.location.assign(onwardOf.current(answer.data))
      } else if (answer.status === 'refused') setRefusal({ message: answer.message, errors: answer.errors })
      else setResting(answer.status)
    },
    [userId, subject],
  )

  // A later round of sending may settle what rests on this page.
  useEffect(() => {
    if (!resting) return
    return onSent((answers) => {
      const answer = answers.get(id)
      if (answer?.status === 'refused') setResting(null)
      if (answer) settle(answer)
    })
  }, [resting, settle, id])

  useEffect(() => {
    if (!refusal) return
    const first = Object.keys(refusal.errors)[0]
    const target = (first && document.getElementById(`f-${first}`)) || document.querySelector('.banner[role=alert]')
    if (!(target instanceof HTMLElement)) return
    target.focus()
    target.scrollIntoView({ block: 'center' })
  }, [refusal])

  const saveDraft = () => {
    if (!form.current || resting || busy) return
    const at = Date.now()
    if (keepDraft(userId, subject, { at, entries: entriesOf(form.current) })) setKeptAt(at)
  }

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const sheet = event.currentTarget
    if (busy) return
    setBusy(true)
    setRefusal(null)
    setNoStore(false)
    const recordedAt = sheet.elements.namedItem('recordedAt')
    if (recordedAt instanceof HTMLInputElement) recordedAt.value = new Date().toISOString()
    const entries = entriesOf(sheet)
    const item = { id, userId, kind, subject, title, entries, keptAt: Date.now(), status: 'waiting' as const }
    const kept = await enqueue(item).then(
      () => true,
      () => false,
    )
    // The queue is sent in order: what hangs on the form arrives after it.
    const after = attached?.(id) ?? []
    const keptAfter =
      kept &&
      (await Promise.all(after.map(enqueue)).then(
        () => true,
        () => false,
      ))
    const answer = kept
      ? ((await flush(userId).catch(() => new Map<string, Sent>())).get(id) ?? { status: 'waiting' as const })
      : await post(item)
    if (answer.status === 'refused' && kept) {
      await Promise.all([item, ...after].map((each) => dequeue(each.id))).then(announce)
    }
    if (answer.status === 'sent' && !keptAfter) for (const each of after) await post(each)
    if (answer.status === 'waiting' || answer.status === 'signedOut') {
      if (kept) dropDraft(userId, subject)
      else setNoStore(true)
    }
    if (kept || answer.status === 'sent' || answer.status === 'refused') settle(answer)
    if (answer.status !== 'sent') setBusy(false)
  }

  const discard = () => {
    dropDraft(userId, subject)
    queuedOf(userId)
      .then((items) => Promise.all(items.filter((each) => isOurs(each, kind, subject)).map((each) => dequeue(each.id))))
      .finally(() => window.location.reload())
  }

  const refused = refusal ?? (state.status === 'refused' ? state : null)
  return { form, id, send, state, refused, resting, busy, live, noStore, keptAt, foundAt, submit, saveDraft, discard }
}

/** A refused one of this form; others, such as photos, may be about the same. */
const isOurs = (item: Queued, kind: string, subject: string) =>
  item.kind === kind && item.subject === subject && item.status === 'refused'
