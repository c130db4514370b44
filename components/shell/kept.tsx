/** What a form of a list keeps of the address it is sent from. */
export type Kept = Readonly<Record<string, string | undefined>>

/** The kept parts as hidden fields; absent ones are left out. */
export function KeptFields({ kept }: Readonly<{ kept: Kept }>) {
  return Object.entries(kept).map(([name, value]) =>
    value ? <input key={name} type="hidden" name={name} value={value} /> : null,
  )
}
