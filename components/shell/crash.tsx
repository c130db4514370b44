'use client'

import { useEffect, useState } from 'react'
import en from '@/lib/i18n/en/crash'
import { fill } from '@/lib/i18n/fill'
import zh from '@/lib/i18n/zh-CN/crash'

/** What a fault shows: that it happened, its reference, and the way on. Its own message is never shown. */
export function Crash({ digest, retry }: Readonly<{ digest?: string; retry: () => void }>) {
  const [words, setWords] = useState<Record<keyof typeof zh, string>>(zh)
  useEffect(() => {
    if (document.documentElement.lang === 'en') setWords(en)
  }, [])
  return (
    <div className="notice" role="alert">
      <h1>{words.title}</h1>
      <p>{words.text}</p>
      {digest && <p className="text-12 text-ink-3">{fill(words.reference, { digest })}</p>}
      <div className="flex gap-2">
        <button type="button" className="btn act" onClick={retry}>
          {words.again}
        </button>
        <a className="btn" href="/">
          {words.home}
        </a>
      </div>
    </div>
  )
}
