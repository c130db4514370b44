import type { ReactNode } from 'react'

/** A plain fact such as a type or a year: no shape, no colour. */
export function Tag({ children }: Readonly<{ children: ReactNode }>) {
  return <span className="tag">{children}</span>
}
