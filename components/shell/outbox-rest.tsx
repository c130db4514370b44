import { useEffect, useRef } from 'react'
import { Glyph } from '@/components/ui/glyph'

type Word =
  | 'save'
  | 'saving'
  | 'safe'
  | 'kept'
  | 'restored'
  | 'discard'
  | 'errorTitle'
  | 'waitingTitle'
  | 'waitingText'
  | 'signedOutTitle'
  | 'signedOutText'
  | 'signIn'
  | 'noStore'
  | 'back'
export type OutboxWords = Readonly<Record<Word, string>>

type Props = { resting: 'waiting' | 'signedOut'; words: OutboxWords; back: string; next: string }

/** What stands in the form's place while what was typed waits on the phone. */
export function OutboxRest({ resting, words, back, next }: Readonly<Props>) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [])
  const isOut = resting === 'signedOut'
  return (
    <div className="sheet grid justify-items-start gap-3 p-4" data-s="unsent" role="status">
      <Glyph state="unsent" className="size-8 text-st" />
      <h2 ref={heading} tabIndex={-1} className="text-20">
        {isOut ? words.signedOutTitle : words.waitingTitle}
      </h2>
      <p className="text-ink-2">{isOut ? words.signedOutText : words.waitingText}</p>
      {isOut && (
        <a className="btn act" href={`/login?next=${encodeURIComponent(next)}`}>
          {words.signIn}
        </a>
      )}
      <a className="btn" href={back}>
        {words.back}
      </a>
    </div>
  )
}
