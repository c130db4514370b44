type Words = { (key: never): string; has: (key: never) => boolean }

/** The unit of a policy value in the reader's language; one that an official typed himself is shown as typed. `t` speaks `parameters`. */
export function unitWord(t: Words, unit: string): string {
  const key = `units.${unit}` as never
  return t.has(key) ? t(key) : unit
}
