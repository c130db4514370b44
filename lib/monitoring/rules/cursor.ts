/** Where a list goes on: rank, sorting day and id of the last row shown. Lists without ranks have rank 0. */
export type Cursor = { rank: number; day: string; id: string }

const FORM = /^(\d)_(\d{4}-\d{2}-\d{2})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

export const cursorText = ({ rank, day, id }: Cursor) => `${rank}_${day}_${id}`

/** Reads a cursor of an address; anything else starts at the beginning. */
export function cursorFrom(text: string | undefined): Cursor | null {
  const [, rank, day, id] = FORM.exec(text ?? '') ?? []
  return rank && day && id && !Number.isNaN(Date.parse(day)) ? { rank: Number(rank), day, id } : null
}
