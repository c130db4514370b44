const FORM = /^(DC-\d{4}-\d{4,8})-(\d{1,6})-([0-9a-f]{4})$/

/** What a row of a file is known by when it comes back; `mark` proves that we wrote it, so that a key filled down or mistyped is none. */
export function rowKeyText(serial: string, rowNo: number, mark: string): string {
  return `${serial}-${rowNo}-${mark.slice(0, 4)}`
}

/** Reads a row's key; null when it is none. The mark is still to be proved. */
export function readRowKey(text: string): { serial: string; rowNo: number; mark: string } | null {
  const [, serial, rowNo, mark] = FORM.exec(text.trim()) ?? []
  return serial && rowNo && mark ? { serial, rowNo: Number(rowNo), mark } : null
}
