/** One text per field, empty for none. A sealed field travels as "fingerprint|mask", so that it can be compared and not read. */
export type Texts<F extends string = string> = Readonly<Record<F, string>>

export type EditConflict<F extends string = string> = { field: F; base: string; mine: string; theirs: string }

export type Merged<F extends string = string> = {
  /** Fields to write, with what was typed. */
  mine: F[]
  /** Fields that somebody else changed since the form was read, kept as they are. */
  theirs: F[]
  conflicts: EditConflict<F>[]
}

/** Three-way merge per field: one side's change is kept, the same change on both sides is no conflict, different ones are. */
export function mergeEdits<F extends string>(
  fields: readonly F[],
  base: Texts<F>,
  mine: Texts<F>,
  theirs: Texts<F>,
): Merged<F> {
  const merged: Merged<F> = { mine: [], theirs: [], conflicts: [] }
  for (const field of fields) {
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
