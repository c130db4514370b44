'use client'

import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'

/** Prints the page. It appears with the script that makes it work; the browser's own printing needs none. */
export function PrintButton({ label }: Readonly<{ label: string }>) {
  const [alive, setAlive] = useState(false)
  useEffect(() => setAlive(true), [])
  if (!alive) return null
  return (
    <Button type="button" icon="print" onClick={() => window.print()}>
      {label}
    </Button>
  )
}
