'use client'

import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'

/** Opens the browser's print window; not there without script, where its menu does it. */
export function PrintButton({ label }: Readonly<{ label: string }>) {
  const [hasScript, setScript] = useState(false)
  useEffect(() => setScript(true), [])
  if (!hasScript) return null
  return (
    <Button look="act" icon="print" onClick={() => window.print()}>
      {label}
    </Button>
  )
}
