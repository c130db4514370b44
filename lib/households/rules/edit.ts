/** What an edit may change. */
export const EDIT_FIELDS = [
  'groupName',
  'address',
  'phone',
  'bankName',
  'bankAccount',
  'householdType',
  'mainCause',
  'housingGrade',
  'nationalHouseholdNo',
] as const
export type EditField = (typeof EDIT_FIELDS)[number]

/** One text per field, empty for none. A sealed field travels as "fingerprint|mask", so that it can be compared and not read. */
export type EditTexts = Record<EditField, string>

export type EditConflict = { field: EditField; base: string; mine: string; theirs: string }

export type Merged = {
  /** Fields to write, with what was typed. */
  mine: EditField[]
  /** Fields that somebody else changed since the form was read, kept as they are. */
  theirs: EditField[]
  conflicts: EditConflict[]
}

/** Three-way merge per field: one side's change is kept, the same change on both sides is no conflict, different ones are. */
export function mergeEdits(base: EditTexts, mine: EditTexts, theirs: EditTexts): Merged {
  const merged: Merged = { mine: [], theirs: [], conflicts: [] }
  for (const field of EDIT_FIELDS) {
    const [was, my, their] = [base[field], mine[field], theirs[field]]
    if (my === their) continue
    if (my === was) merged.theirs.push(field)
    else if (their === was) merged.mine.push(field)
    else merged.conflicts.push({ field, base: was, mine: my, theirs: their })
  }
  return merged
}

/** The text a reader is shown of a field: of a sealed one its mask. */
export function shownText(text: string): string {
  return text.slice(text.indexOf('|') + 1)
}

/** Digits of a phone as typed: half-width, without blanks, brackets, hyphens and the country's 86. */
export function plainPhone(typed: string): string {
  const text = typed.normalize('NFKC').replace(/[\s()\u2010-\u2015-]/g, '')
  return /^(\+|00)?86\d{11}$/.test(text) ? text.slice(-11) : text
}

/** A mobile number of 11 digits, or a landline with its area code. */
export function isPhone(text: string): boolean {
  return /^(1\d{10}|0\d{9,11})$/.test(text)
}

/** Digits of an account as typed. */
export function plainAccount(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s'\u2019-]/g, '')
}

export function isAccount(text: string): boolean {
  return /^\d{10,25}$/.test(text)
}
