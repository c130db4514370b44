/** A day as an SQL literal; NULL without one. */
export function day(text: string | undefined): string {
  if (text === undefined) return 'NULL::date'
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new Error('not a day')
  return `DATE '${text}'`
}

/** A region code or prefix as an SQL literal. */
export function digits(text: string): string {
  if (!/^\d{2,12}:?$/.test(text)) throw new Error('not a region code')
  return `'${text}'`
}

/** An instant of the database, as it said it, as an SQL literal. */
export function instant(text: string): string {
  if (!/^[\d :.+-]{19,40}$/.test(text)) throw new Error('not an instant')
  return `TIMESTAMPTZ '${text}'`
}
