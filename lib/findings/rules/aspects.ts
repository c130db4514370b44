/** A version of an aspect: shipped (`appliesTo` empty) or a county's own, which may stand in the place of an older one. */
export type AspectVersion = { code: string; appliesTo: string; replaces: string | null; endedOn: unknown }

/** The versions in force in a county; null for nobody's county: the shipped ones. Renamed is replaced, ended is replaced by a version that ended. */
export function inForce<V extends AspectVersion>(versions: readonly V[], county: string | null): V[] {
  const here = versions.filter(({ appliesTo }) => appliesTo === '' || appliesTo === county)
  const replaced = new Set(here.map(({ replaces }) => replaces))
  return here.filter(({ code, endedOn }) => endedOn === null && !replaced.has(code))
}

/** Which of the chosen versions is this one or stands in its place; the version itself where none does. */
export function versionAmong(versions: readonly AspectVersion[], chosen: readonly string[], code: string): string {
  const before = new Map(versions.map((each) => [each.code, each.replaces]))
  const stems = (from: string): boolean => {
    for (let at: string | null | undefined = from; at; at = before.get(at)) if (at === code) return true
    return false
  }
  return chosen.find(stems) ?? code
}
