export const MASK_STYLES = ['FULL', 'FIRST6_LAST4', 'FIRST3_LAST4', 'LAST4', 'HIDDEN'] as const
export type MaskStyle = (typeof MASK_STYLES)[number]

const STAR = '*'

/** Identity number with its middle covered, same length; nothing but stars when it is too short to keep a secret. */
export function maskIdNumber(value: string, style: MaskStyle): string {
  return cover(value, style)
}

/** Phone: first three and last four (138****5678) unless the style shows less. */
export function maskPhone(value: string, style: MaskStyle): string {
  return cover(value, style === 'FIRST6_LAST4' ? 'FIRST3_LAST4' : style)
}

/** Bank account: at most the last four digits are ever shown short of FULL. */
export function maskBankAccount(value: string, style: MaskStyle): string {
  return cover(value, style === 'FULL' || style === 'HIDDEN' ? style : 'LAST4')
}

/** Name with only the surname's first character kept, unless FULL. */
export function maskName(value: string, style: 'FULL' | 'SURNAME' | 'HIDDEN'): string {
  const letters = [...value]
  if (style === 'FULL') return value
  return letters
    .map((letter, index) => (index === 0 && style === 'SURNAME' && letters.length > 1 ? letter : STAR))
    .join('')
}

function cover(value: string, style: MaskStyle): string {
  const letters = [...value]
  const kept = { FULL: [letters.length, 0], FIRST6_LAST4: [6, 4], FIRST3_LAST4: [3, 4], LAST4: [0, 4], HIDDEN: [0, 0] }[
    style
  ]
  const [head, tail] = kept as [number, number]
  if (style === 'FULL') return value
  if (letters.length < head + tail + 3) return STAR.repeat(letters.length)
  return letters.map((letter, index) => (index < head || index >= letters.length - tail ? letter : STAR)).join('')
}
