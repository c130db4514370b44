import type { Cell } from '@/lib/exports/schema'

/** What a file says of itself. */
export type Imprint = {
  title: string
  serial: string
  /** At the head and the foot of the sheet, and of every printed page in short. */
  line: string
  short: string
  author: string
  purpose: string
  /** Proves to our own reader that the properties were not written by somebody else. */
  proof: string
  madeAt: Date
}

export type SheetWriter = {
  row(cells: readonly Cell[]): void
  /** Writes the foot and waits until the file is whole. */
  end(): Promise<void>
}
