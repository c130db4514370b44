'use client'

import { type FormEvent, useActionState, useRef, useState } from 'react'
import { FilePick } from '@/components/evidence/file-pick'
import { PlacePick } from '@/components/evidence/place-pick'
import { typedIn } from '@/components/shell/typed'
import { Banner } from '@/components/ui/banner'
import { Field } from '@/components/ui/field'
import { Picks } from '@/components/ui/picks'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Subject } from '@/lib/evidence/schema'
import { entriesOf } from '@/lib/offline/fields'
import { dequeue, enqueue } from '@/lib/offline/queue'
import { keepSending, onSent, type Sent } from '@/lib/offline/send'
import type { FormState } from '@/lib/platform/answer'
import { PIECE_BYTES } from '@/lib/platform/files/pieces'

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
  /** None where it hangs on a finding about a place. */
  householdId: string | null
  /** Where a sent piece is seen. */
  gallery: string
  subject: Subject
  /** Made with the page; the evidence and the command share it, so sending twice is sending once. */
  id: string
  words: AddWords
}

/**
 * Adds a photo or paper. With script the phone shrinks the photo first, may add where it stands, keeps it while there is no connection, and
 * sends a large one in pieces; without, the file goes as it is.
 */
export function AddForm({ action, userId, householdId, gallery, subject, id, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const [isKept, setKept] = useState(false)
  const [refused, setRefused] = useState<Extract<Sent, { status: 'refused' }> | null>(null)
  const keepsHere = useRef(true)
  const typed = typedIn(state)
  const errorOf = (name: string) => (refused ? refused.errors[name] : typed.error(name))
  const message = refused?.message ?? typed.message
  // Without a connection the piece waits in the outbox of this device; a large one goes that way too, because there it goes on where it was
  // cut off. What is small, or cannot be kept here, goes the usual way of the form.
  const submitted = async (event: FormEvent<HTMLFormElement>) => {
    const form = event.currentTarget
    const content = new FormData(form).get('file')
    const isLarge = content instanceof File && content.size > PIECE_BYTES && keepsHere.current
    const was = refused
    setRefused(null)
    if (navigator.onLine && !isLarge) {
      if (was) await dequeue(id)
      return
    }
    event.preventDefault()
    if (!(content instanceof File) || content.size === 0) return
    const entries = entriesOf(form)
    const waiting = { status: 'waiting', title: words.title, keptAt: Date.now() } as const
    try {
      await enqueue({
        ...waiting,
        id,
        userId,
        kind: 'evidence.add',
        subject: householdId ?? subject.id,
        entries,
        file: { name: content.name, content },
      })
    } catch (error) {
      if (!navigator.onLine) throw error
      keepsHere.current = false
      form.requestSubmit()
      return
    }
    setKept(true)
    const stop = onSent((answers) => {
      const answer = answers.get(id)
      if (answer?.status === 'refused') {
        stop()
        setRefused(answer)
        setKept(false)
      }
      if (answer?.status === 'sent') window.location.assign(`${gallery}${gallery.includes('?') ? '&' : '?'}added=${id}`)
    })
    keepSending(userId)
  }
  return (
    <>
      {isKept && (
        <div role="status">
          <Banner state="unsent" title={words.waiting} />
        </div>
      )}
      <form action={send} onSubmit={submitted} className={isKept ? 'hidden' : 'grid gap-4'} id="add">
        <input type="hidden" name="commandId" value={id} />
        <input type="hidden" name="id" value={id} />
        {householdId && <input type="hidden" name="householdId" value={householdId} />}
        <input type="hidden" name="subjectKind" value={subject.kind} />
        <input type="hidden" name="subjectId" value={subject.id} />
        {message !== '' && !errorOf('file') && (
          <div role="alert">
            <Banner state="crossed" title={message} />
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
          value={typed.all('origin', ['ON_SITE'])}
          error={errorOf('origin')}
          cols={2}
          required
        />
        <FilePick error={errorOf('file')} words={words} />
        <Field
          name="caption"
          label={words.caption}
          hint={words.captionHint}
          maxLength={200}
          defaultValue={typed.one('caption')}
          error={errorOf('caption')}
        />
        <label className="flex min-h-12 items-center gap-2">
          <input
            type="checkbox"
            name="showsMinor"
            defaultChecked={typed.one('showsMinor') === 'on'}
            className="size-5 accent-dai"
          />
          <span>{words.showsMinor}</span>
        </label>
        <PlacePick words={words} />
        <SubmitButton busy={words.busy} size="big">
          {words.do}
        </SubmitButton>
      </form>
    </>
  )
}
