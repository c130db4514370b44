'use client'

import { useEffect, useState } from 'react'

type Typed = { title: string; lines: string[] }

const TOLD = 'fangxian:typed'

/** Tells what was typed into a form that is no longer there. */
export function tellTyped(typed: Typed): void {
  window.dispatchEvent(new CustomEvent(TOLD, { detail: typed }))
}

/** What was typed into a form that a lost race took away: it stands here until it is put aside. */
export function TypedStays({ close }: Readonly<{ close: string }>) {
  const [typed, setTyped] = useState<Typed | null>(null)
  useEffect(() => {
    const hear = (event: Event) => setTyped((event as CustomEvent<Typed>).detail)
    window.addEventListener(TOLD, hear)
    return () => window.removeEventListener(TOLD, hear)
  }, [])
  if (!typed) return null
  return (
    <div className="banner mb-3" data-s="unsent" role="alert">
      <div>
        <b>{typed.title}</b>
        {typed.lines.map((line) => (
          <p key={line} className="whitespace-pre-line">
            {line}
          </p>
        ))}
      </div>
      <button type="button" className="btn quiet small" onClick={() => setTyped(null)}>
        {close}
      </button>
    </div>
  )
}
