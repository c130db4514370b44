import { createHash } from 'node:crypto'

/** The id of the line of one household or place among several that are recorded at once: the same form gives the same ids again. */
export function likeId(formId: string, target: string): string {
  const hex = createHash('sha256').update(`${formId}:${target}`).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
