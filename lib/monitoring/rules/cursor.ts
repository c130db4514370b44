/** Where a list goes on: the sorting day and the id of the last row shown. */
export type Cursor = { day: string; id: string }

const FORM = /^(\d{4}-\d{2}-\d{2})_([0-9a-f-]{36})$/

export const cursorText = ({ day, id }: Cursor) => `${day}_${id}`

/** Reads a cursor of an address; anything else starts at the beginning. */
export function cursorFrom(text: string | undefined): Cursor | null {
  const [, day, id] = FORM.exec(text ?? '') ?? []
  return day && id ? { day, id } : null
}
