'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'

const EVERY_MS = 60_000
/** Figures older than some rounds without an answer are said to be old. */
const OLD_MS = 3 * EVERY_MS

type Props = { at: string; fresh: string; stale: string }

/** Asks for the page again every minute, in place and without a flash, and says of when the figures are. */
export function Freshness({ at, fresh, stale }: Readonly<Props>) {
  const router = useRouter()
  const [isOld, setOld] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer begins the count anew
  useEffect(() => {
    // The clock of the wall's computer may be wrong: what counts is the time since this answer came.
    const came = Date.now()
    setOld(false)
    const timer = setInterval(() => {
      if (navigator.onLine) router.refresh()
      setOld(Date.now() - came > OLD_MS)
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [router, at])
  return <span role="status">{isOld ? stale : fresh}</span>
}
