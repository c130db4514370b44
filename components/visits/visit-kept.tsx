import { useEffect, useRef } from 'react'
import { Glyph } from '@/components/ui/glyph'
import type { FormWords } from '@/components/visits/form-words'

type Resting = 'waiting' | 'signedOut'

/** What stands in the form's place while its visit waits on the phone. */
export function VisitKept({ resting, words }: Readonly<{ resting: Resting; words: FormWords['state'] }>) {
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
      {isOut ? (
        <a className="btn act" href={`/login?next=${encodeURIComponent('/visits/new')}`}>
          {words.signIn}
        </a>
      ) : (
        <a className="btn" href="/">
          {words.today}
        </a>
      )}
    </div>
  )
}
