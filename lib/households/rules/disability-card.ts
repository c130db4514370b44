import { type IdNumberFault, readIdNumber } from '@/lib/households/rules/id-number'

/** 残疾类别 by the 19th character of a card. */
export const DISABILITY_KINDS = {
  1: 'SIGHT',
  2: 'HEARING',
  3: 'SPEECH',
  4: 'LIMB',
  5: 'INTELLECT',
  6: 'MENTAL',
  7: 'MULTIPLE',
} as const
export type DisabilityKind = (typeof DISABILITY_KINDS)[keyof typeof DISABILITY_KINDS]

export type DisabilityCard =
  | { kind: 'INVALID'; reason: IdNumberFault | 'CARD_LENGTH' | 'CARD_KIND' | 'CARD_LEVEL' | 'CARD_REISSUE' }
  | {
      kind: 'VALID' | 'FICTITIOUS'
      cardNo: string
      idNumber: string
      /** Null on the 18 characters of an old record, which say neither. */
      disability: DisabilityKind | null
      /** 1 is the most severe. */
      level: 1 | 2 | 3 | 4 | null
    }

/**
 * Reads a disability card number (残疾人证号): the 18 characters of the ID number, then kind and level; two more on a re-issued card.
 * `today` is a day.
 */
export function readDisabilityCard(raw: string, today: string): DisabilityCard {
  const text = raw
    .normalize('NFKC')
    .replace(/[\s'\u2019-]/g, '')
    .toUpperCase()
  if (![18, 20, 22].includes(text.length)) return { kind: 'INVALID', reason: 'CARD_LENGTH' }
  const id = readIdNumber(text.slice(0, 18), today)
  if (id.kind === 'INVALID') return id
  const card = { kind: id.kind, cardNo: id.idNumber + text.slice(18), idNumber: id.idNumber }
  if (text.length === 18) return { ...card, disability: null, level: null }
  const disability = DISABILITY_KINDS[Number(text[18]) as keyof typeof DISABILITY_KINDS]
  const level = Number(text[19])
  if (!disability) return { kind: 'INVALID', reason: 'CARD_KIND' }
  if (level !== 1 && level !== 2 && level !== 3 && level !== 4) return { kind: 'INVALID', reason: 'CARD_LEVEL' }
  if (text.length === 22 && !/^[A-Z]\d$/.test(text.slice(20))) return { kind: 'INVALID', reason: 'CARD_REISSUE' }
  return { ...card, disability, level }
}
