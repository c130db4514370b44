/**
 * Puts values into the places of a plain template: `fill('{n} of {total, number}', { n: 3, total: 12000 })`.
 * A place marked `, number` gets thousands separators. A place without a value stays as it is.
 */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)(, number)?\}/g, (place, name: string, asNumber?: string) => {
    const value = values[name]
    if (value === undefined) return place
    return asNumber && typeof value === 'number' ? value.toLocaleString('en-US') : String(value)
  })
}
