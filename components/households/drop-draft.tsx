'use client'

import { useEffect } from 'react'

/** Forgets the draft of a form that has been saved. Shows nothing. */
export function DropDraft({ draftKey }: Readonly<{ draftKey: string }>) {
  useEffect(() => sessionStorage.removeItem(draftKey), [draftKey])
  return null
}
