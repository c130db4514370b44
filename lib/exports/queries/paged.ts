import 'server-only'

type Page<T> = { lines: readonly T[]; next: string | null }

/** All that a short list shows, page by page to its end, in its order; at most `most`. */
export async function allOf<T>(read: (after: string | undefined) => Promise<Page<T>>, most = Infinity): Promise<T[]> {
  const all: T[] = []
  let after: string | undefined
  do {
    const { lines, next } = await read(after)
    all.push(...lines)
    after = next ?? undefined
  } while (after !== undefined && all.length < most)
  return all.slice(0, most)
}
