/** Characters without width that carry the trace of an export. A reader of files drops them; no name, address or number has them. */
export const TRACE_MARKS = ['\u200b', '\u200c', '\u200d', '\u2060'] as const

const ANY_MARK = new RegExp(TRACE_MARKS.join('|'), 'g')
const FORMULA_START = /^[=+\-@\t\r]/

/** Whether a spreadsheet might take a text for a formula, also by a sign that is only written otherwise, such as a full-width one. */
export function looksLikeFormula(text: string): boolean {
  return FORMULA_START.test(text.slice(0, 1).normalize('NFKC'))
}

/** A cell of a file of ours as it was in the register: without the trace and without what kept it from being a formula or a number. */
export function withoutTrace(text: string): string {
  const shown = text.replace(ANY_MARK, '')
  const isGuarded = shown.startsWith("'") && looksLikeFormula(shown.slice(1))
  return (isGuarded ? shown.slice(1) : shown).replace(/\t$/, '')
}

/** The line at the head and foot of an exported sheet, which is no row of it. */
export function isTraceLine(cells: readonly string[]): boolean {
  return /^\S{2,8}\s[A-Z]{2}-\d{4}-\d{4,}\s\u00b7\s/.test(withoutTrace(cells[0] ?? ''))
}
