'use client'

import { useEffect, useState } from 'react'
import { Glyph } from '@/components/ui/glyph'
import type { UnsentWords } from '@/components/visits/form-words'
import { fill } from '@/lib/i18n/fill'
import { sweepDrafts } from '@/lib/offline/draft'
import { dequeue, type Queued, queuedOf } from '@/lib/offline/queue'
import { announce, flush, keepSending, onSent } from '@/lib/offline/send'

type Props = {
  userId: string
  words: UnsentWords
  /** The household whose form is open: its refused visit is shown there. */
  mending?: string
}

/** What waits on this phone, and what became of it. Sends by itself; says nothing when nothing waits. */
export function UnsentBanner({ userId, words, mending }: Readonly<Props>) {
  const [items, setItems] = useState<Queued[]>([])
  const [sent, setSent] = useState(0)
  const [isOut, setOut] = useState(false)
  const [offline, setOffline] = useState(false)

  useEffect(() => {
    sweepDrafts(userId)
    const read = () => queuedOf(userId).then(setItems, () => setItems([]))
    const network = () => setOffline(!navigator.onLine)
    const forget = onSent((answers) => {
      const all = [...answers.values()]
      setSent((before) => before + all.filter((each) => each.status === 'sent').length)
      if (all.length > 0) setOut(all.some((each) => each.status === 'signedOut'))
      read()
    })
    read()
    network()
    window.addEventListener('online', network)
    window.addEventListener('offline', network)
    const stop = keepSending(userId)
    return () => {
      forget()
      stop()
      window.removeEventListener('online', network)
      window.removeEventListener('offline', network)
    }
  }, [userId])

  const waiting = items.filter((each) => each.status === 'waiting')
  const refused = items.filter((each) => each.status === 'refused' && each.subject !== mending)
  const drop = (id: string) => {
    if (window.confirm(words.discardSure)) dequeue(id).then(announce)
  }
  const n = waiting.length
  return (
    <div className="grid gap-2 empty:hidden [&:not(:empty)]:mb-3" aria-live="polite">
      {n > 0 && isOut && (
        <div className="banner" data-s="behind">
          <Glyph state="unsent" />
          <div>
            <b>{fill(words.signedOut, { n })}</b>
            <p>{words.signedOutText}</p>
          </div>
          <a href="/login">{words.signIn}</a>
        </div>
      )}
      {n > 0 && !isOut && (
        <div className="banner" data-s="unsent">
          <Glyph state="unsent" />
          <div>
            <b>{fill(words.waiting, { n })}</b>
            <p>{waiting.map((each) => each.title).join(' · ')}</p>
            {offline && <p>{words.waitingText}</p>}
          </div>
          {!offline && (
            <button type="button" className="btn quiet small" onClick={() => flush(userId)}>
              {words.send}
            </button>
          )}
        </div>
      )}
      {n === 0 && offline && (
        <div className="banner" data-s="unsent">
          <Glyph state="unsent" />
          <div>
            <b>{words.offline}</b>
            <p>{words.offlineText}</p>
          </div>
        </div>
      )}
      {refused.map((each) => (
        <div key={each.id} className="banner" data-s="crossed">
          <Glyph state="crossed" />
          <div>
            <b>{fill(words.refused, { name: each.title })}</b>
            <p>{each.message}</p>
            <button type="button" className="btn quiet small -ml-2" onClick={() => drop(each.id)}>
              {words.discard}
            </button>
          </div>
          <a href={mendedAt(each)}>{words.mend}</a>
        </div>
      ))}
      {sent > 0 && n === 0 && (
        <div className="banner" data-s="held">
          <Glyph state="held" />
          <div>
            <b>{fill(words.sent, { n: sent })}</b>
          </div>
        </div>
      )}
    </div>
  )
}

/** Commands whose subject is the place of their form. */
const FORM_AT_SUBJECT = /^(pair|villagePlan)\./

/** Where a refused command is put right. The subject of an inspection is the place of its form. */
function mendedAt({ kind, subject, file, entries }: Queued): string {
  if (file) return `${galleryOfPiece(entries)}&add=1`
  if (kind === 'enterprise.report') return `/enterprises/${subject}/figures`
  if (FORM_AT_SUBJECT.test(kind)) return `/${subject}`
  if (kind === 'supervision.hold') return `/supervision/${subject}/session`
  return kind.startsWith('inspection.') ? `/inspections/${subject}` : `/visits/new?household=${subject}`
}

/** The gallery of what the piece hangs on; the addresses are those of `galleryOf`, whose file would bring a library to the phone. */
function galleryOfPiece(entries: Queued['entries']): string {
  const said = (field: string) => entries.find(([name]) => name === field)?.[1] ?? ''
  const alone = said('subjectKind') === 'TASK_ENTRY' ? '/village-plans' : '/findings'
  const holder = said('householdId') === '' ? alone : `/households/${said('householdId')}`
  return `${holder}/evidence?subject=${said('subjectKind')}.${said('subjectId')}`
}
