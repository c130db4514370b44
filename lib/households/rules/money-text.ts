const LIMIT_FEN = 10_000_000_000_00

/**
 * Whole fen of an amount of yuan as people type it: "31,500", "31500.5", full-width digits and commas, a trailing unit sign.
 * Null when it is no amount; grouping commas must group by three.
 */
export function fenOf(typed: string): number | null {
  const text = typed
    .normalize('NFKC')
    .replace(/\u3002/g, '.')
    .replace(/[\s\u00a5\uffe5\u5143]/g, '')
  if (!/^(\d+|\d{1,3}(,\d{3})+)(\.\d{0,2})?$/.test(text)) return null
  const [whole = '', cents = ''] = text.replaceAll(',', '').split('.')
  if (whole.length > 12) return null
  const fen = Number(whole) * 100 + Number(cents.padEnd(2, '0'))
  return fen <= LIMIT_FEN ? fen : null
}

/** An amount in yuan as people type it, cents only where there are any; `fenOf` reads it back. */
export const yuanText = (fen: number) => (fen / 100).toFixed(2).replace(/\.00$/, '')
