'use client'

import { useEffect } from 'react'

/** The arrow keys lead to the neighbours, unless somebody is typing. Shows nothing. */
export function TurnPages({ older, newer }: Readonly<{ older?: string; newer?: string }>) {
  useEffect(() => {
    const turn = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, select')
      if (isTyping || event.altKey || event.ctrlKey || event.metaKey) return
      const to = event.key === 'ArrowLeft' ? older : event.key === 'ArrowRight' ? newer : undefined
      if (to) window.location.assign(to)
    }
    window.addEventListener('keydown', turn)
    return () => window.removeEventListener('keydown', turn)
  }, [older, newer])
  return null
}
