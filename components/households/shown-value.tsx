'use client'

import { useEffect, useState } from 'react'
import { fill } from '@/lib/i18n/fill'

type Props = { value: string; seconds: number; words: { left: string; hidden: string } }

/** A whole value that leaves the screen by itself. Without script the page goes on by itself at the same moment. */
export function ShownValue({ value, seconds, words }: Readonly<Props>) {
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const from = performance.now()
    const timer = setInterval(() => {
      const next = Math.max(0, seconds - Math.floor((performance.now() - from) / 1000))
      setLeft(next)
      if (next === 0) clearInterval(timer)
    }, 500)
    return () => clearInterval(timer)
  }, [seconds])
  if (left === 0) return <p role="status">{words.hidden}</p>
  return (
    <p>
      <output className="block break-all text-28 font-semibold tabular-nums">{value}</output>
      <span className="text-13 text-ink-3">{fill(words.left, { n: left })}</span>
    </p>
  )
}
