'use client'

import { type ChangeEvent, type FormEvent, useActionState, useEffect, useRef, useState } from 'react'
import { Banner } from '@/components/ui/banner'
import { Field } from '@/components/ui/field'
import { FieldFrame, fieldAria } from '@/components/ui/field-frame'
import { Picks } from '@/components/ui/picks'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Subject } from '@/lib/evidence/schema'
import { fill } from '@/lib/i18n/fill'
import { entriesOf } from '@/lib/offline/fields'
import { enqueue } from '@/lib/offline/queue'
import { keepSending, onSent } from '@/lib/offline/send'
import type { FormState } from '@/lib/platform/answer'

export type AddWords = Readonly<
  Record<
    | 'file'
    | 'fileHint'
    | 'origin'
    | 'onSite'
    | 'album'
    | 'caption'
    | 'captionHint'
    | 'showsMinor'
    | 'place'
    | 'placeBusy'
    | 'placeKept'
    | 'placeFailed'
    | 'do'
    | 'busy'
    | 'shrunk'
    | 'waiting'
    | 'title',
    string
  >
>

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  userId: string
  householdId: string
  /** Where a sent piece is seen. */
  gallery: string
  subject: Subject
  /** Made with the page; the evidence and the command share it, so sending twice is sending once. */
  id: string
  words: AddWords
}

type Place = 'none' | 'busy' | 'failed' | { lat: number; lng: number }

/**
 * Adds a photo or paper. With script the phone shrinks the photo first, may add where it stands, and keeps it while there is no connection;
 * without, the file goes as it is.
 */
export function AddForm({ action, userId, householdId, gallery, subject, id, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const [isKept, setKept] = useState(false)
  const [kilobytes, setKilobytes] = useState<number | null>(null)
  const [takenAt, setTakenAt] = useState('')
  const [place, setPlace] = useState<Place>('none')
  const [hasScript, setScript] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => setScript(true), [])
  const refused = state.status === 'refused' ? state : null
  const typed = (name: string) => refused?.values[name]?.[0]
  const file = { name: 'file', label: words.file, hint: words.fileHint, error: refused?.errors.file }

  const chosen = async (event: ChangeEvent<HTMLInputElement>) => {
    const [picked] = event.target.files ?? []
    setKilobytes(null)
    if (!picked) return
    setTakenAt(new Date(picked.lastModified).toISOString())
    const { shrink } = await import('@/components/evidence/shrink')
    const small = await shrink(picked)
    if (!small || !input.current) return
    const list = new DataTransfer()
    list.items.add(small)
    input.current.files = list.files
    setKilobytes(Math.ceil(small.size / 1024))
  }
  const locate = (event: ChangeEvent<HTMLInputElement>) => {
    if (!event.target.checked) return setPlace('none')
    setPlace('busy')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => setPlace({ lat: round(coords.latitude), lng: round(coords.longitude) }),
      () => setPlace('failed'),
      { enableHighAccuracy: true, timeout: 15_000 },
    )
  }
  // Without a connection the piece waits in the outbox of this device; with one the form goes its usual way.
  const submitted = async (event: FormEvent<HTMLFormElement>) => {
    if (navigator.onLine) return
    event.preventDefault()
    const form = event.currentTarget
    const [content] = input.current?.files ?? []
    if (!content) return
    const entries = entriesOf(form)
    const waiting = { status: 'waiting', title: words.title, keptAt: Date.now() } as const
    await enqueue({
      ...waiting,
      id,
      userId,
      kind: 'evidence.add',
      subject: householdId,
      entries,
      file: { name: content.name, content },
    })
    setKept(true)
    onSent((answers) => {
      const answer = answers.get(id)
      if (answer?.status === 'sent') window.location.assign(`${gallery}${gallery.includes('?') ? '&' : '?'}added=${id}`)
    })
    keepSending(userId)
  }
  if (isKept) {
    return (
      <div role="status">
        <Banner state="unsent" title={words.waiting} />
      </div>
    )
  }
  return (
    <form action={send} onSubmit={submitted} className="grid gap-4" id="add">
      <input type="hidden" name="commandId" value={id} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="householdId" value={householdId} />
      <input type="hidden" name="subjectKind" value={subject.kind} />
      <input type="hidden" name="subjectId" value={subject.id} />
      {takenAt && <input type="hidden" name="takenAt" value={takenAt} />}
      {typeof place === 'object' && (
        <>
          <input type="hidden" name="lat" value={place.lat} />
          <input type="hidden" name="lng" value={place.lng} />
        </>
      )}
      {refused && !file.error && (
        <div role="alert">
          <Banner state="crossed" title={refused.message} />
        </div>
      )}
      <Picks
        type="radio"
        name="origin"
        legend={words.origin}
        options={[
          { value: 'ON_SITE', label: words.onSite },
          { value: 'ALBUM', label: words.album },
        ]}
        value={refused?.values.origin ?? ['ON_SITE']}
        error={refused?.errors.origin}
        cols={2}
        required
      />
      <FieldFrame field={file}>
        <span className={file.error ? 'box wrong' : 'box'}>
          <input
            ref={input}
            type="file"
            required
            accept="image/jpeg,image/png,image/webp,application/pdf"
            className="py-2"
            onChange={chosen}
            {...fieldAria(file)}
          />
        </span>
      </FieldFrame>
      {kilobytes !== null && (
        <p className="text-13 text-ink-3" role="status">
          {fill(words.shrunk, { kb: kilobytes })}
        </p>
      )}
      <Field
        name="caption"
        label={words.caption}
        hint={words.captionHint}
        maxLength={200}
        defaultValue={typed('caption')}
        error={refused?.errors.caption}
      />
      <label className="flex min-h-12 items-center gap-2">
        <input
          type="checkbox"
          name="showsMinor"
          defaultChecked={typed('showsMinor') === 'on'}
          className="size-5 accent-dai"
        />
        <span>{words.showsMinor}</span>
      </label>
      {hasScript && (
        <label className="flex min-h-12 items-center gap-2">
          <input type="checkbox" onChange={locate} className="size-5 accent-dai" />
          <span>
            {words.place}
            {place !== 'none' && (
              <span className="block text-12 text-ink-3" role="status">
                {place === 'busy' ? words.placeBusy : place === 'failed' ? words.placeFailed : words.placeKept}
              </span>
            )}
          </span>
        </label>
      )}
      <SubmitButton busy={words.busy} size="big">
        {words.do}
      </SubmitButton>
    </form>
  )
}

const FIVE_PLACES = 100_000
const round = (degrees: number) => Math.round(degrees * FIVE_PLACES) / FIVE_PLACES
