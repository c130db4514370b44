'use client'

import '@/app/globals.css'
import { Crash } from '@/components/shell/crash'

export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="zh-CN">
      <body>
        <Crash digest={error.digest} retry={reset} />
      </body>
    </html>
  )
}
