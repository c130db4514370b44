export type Entries = [name: string, value: string][]

/** The texts of a form in order, without the framework's own hidden fields. */
export function entriesOf(form: HTMLFormElement): Entries {
  return [...new FormData(form)].flatMap(
    ([name, value]): Entries => (typeof value === 'string' && !name.startsWith('$ACTION') ? [[name, value]] : []),
  )
}

/** Puts kept texts back into a form; boxes and radios are ticked exactly as they were. */
export function fillForm(form: HTMLFormElement, entries: Entries): void {
  const values = new Map<string, string[]>()
  for (const [name, value] of entries) values.set(name, [...(values.get(name) ?? []), value])
  for (const control of form.elements) {
    if (control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')) {
      control.checked = values.get(control.name)?.includes(control.value) ?? false
    } else if (
      control instanceof HTMLInputElement ||
      control instanceof HTMLTextAreaElement ||
      control instanceof HTMLSelectElement
    ) {
      const value = values.get(control.name)?.[0]
      if (control.name && value !== undefined) control.value = value
    }
  }
}

/** A random uuid; `crypto.randomUUID` is missing where the page came without https. */
export function freshId(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** How many rows of a list the texts speak of: one more than the highest `list[n]`. */
export function rowsOf(entries: Entries, list: string): number {
  const rowOf = (name: string) => (name.startsWith(`${list}[`) ? Number.parseInt(name.slice(list.length + 1), 10) : -1)
  return Math.max(-1, ...entries.map(([name]) => rowOf(name))) + 1
}
