/** 缺口: what is missing of what is needed; never below nothing. */
export const gapOf = ({ need, stock }: { need: number; stock: number }): number => Math.max(0, need - stock)

/** Of lines in their order, newest first, the first of each supply: how it stands now. */
export function newestOf<T extends { item: string; name: string }>(lines: readonly T[]): T[] {
  const seen = new Set<string>()
  return lines.filter(({ item, name }) => {
    const key = `${item} ${name}`
    return !seen.has(key) && seen.add(key)
  })
}
