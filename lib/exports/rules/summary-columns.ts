import type { Planned } from '@/lib/exports/rules/planned'
import words from '@/lib/i18n/zh-CN/exports'
import zh from '@/lib/i18n/zh-CN/indicators'
import { TALLIES, type TallyCode } from '@/lib/indicators/catalogue'

export type TallyPart = 'households' | 'persons' | 'base' | 'share' | 'days'

/** The column of a part of a figure that is counted. */
export const tallyKey = (code: TallyCode, part: TallyPart) => `${code}.${part}`

const PLANS = {
  households: { kind: 'NUMBER' },
  persons: { kind: 'NUMBER' },
  base: { kind: 'NUMBER' },
  share: { kind: 'AMOUNT' },
  days: { kind: 'AMOUNT' },
} as const satisfies Record<TallyPart, Planned>
const COUNTED: readonly TallyPart[] = ['households', 'persons', 'base', 'share']
/** An average is of all the households that it was made of. */
const AVERAGED: readonly TallyPart[] = ['days', 'base']

/** Every figure that is counted, as the catalogue has it: households and persons, those of its base, their share; or days on average. */
const FIGURES = Object.fromEntries(
  TALLIES.flatMap(({ code, sum }) =>
    (sum ? AVERAGED : COUNTED).map((part): [string, Planned] => {
      const head = `${zh.names[code]} ${words.figures[part]}`
      return [tallyKey(code, part), { head, width: [...head].length * 2, ...PLANS[part] }]
    }),
  ),
)

/** 汇总表: a row per place. */
export const SUMMARY_COLUMNS: Record<string, Planned> = {
  regionCode: { width: 15 },
  regionName: { width: 18, carries: () => true },
  households: { kind: 'NUMBER' },
  persons: { kind: 'NUMBER' },
  notExited: { kind: 'NUMBER' },
  exited: { kind: 'NUMBER' },
  neverPoor: { kind: 'NUMBER' },
  monitored: { kind: 'NUMBER' },
  unvisited: { kind: 'NUMBER', width: 18 },
  ...FIGURES,
}
