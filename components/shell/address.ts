/** The address of a list with its parameters; absent ones are left out. */
export function listAddress(path: string, parameters: Record<string, string | null | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

type Asked = Record<string, string | string[] | undefined>

/** One parameter of an address as a text; the first where it was given twice. */
export function asked(parameters: Asked, name: string): string | undefined {
  const value = parameters[name]
  const text = Array.isArray(value) ? value[0] : value
  return text || undefined
}
