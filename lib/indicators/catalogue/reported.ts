import { parseFormula } from '@/lib/indicators/rules/formula'
import { UNIT_WORDS } from '@/prisma/catalogue/fact-file'
import { ENVIRONMENT } from './environment'
import { formulaOf, type Indicator } from './indicator'
import { LABOUR } from './labour'
import { MONITORING } from './monitoring'
import { PAIRING } from './pairing'
import { POVERTY } from './poverty'
import { PROJECTS } from './projects'
import { RECTIFICATION } from './rectification'
import { RELIEF } from './relief'
import { RESUMPTION } from './resumption'

/** Indicators over reported facts by what they are about, in the order they are shown. One entry adds an indicator everywhere. */
export const THEMES = {
  poverty: POVERTY,
  monitoring: MONITORING,
  rectification: RECTIFICATION,
  resumption: RESUMPTION,
  relief: RELIEF,
  pairing: PAIRING,
  labour: LABOUR,
  projects: PROJECTS,
  environment: ENVIRONMENT,
} as const
export type Theme = keyof typeof THEMES
export type ReportedCode = (typeof THEMES)[Theme][number]['code']

export const REPORTED: readonly (Indicator & { code: ReportedCode; theme: Theme })[] = (
  Object.keys(THEMES) as Theme[]
).flatMap((theme) => THEMES[theme].map((each) => ({ ...each, theme })))

/** The same as definitions that can be computed. */
export const REPORTED_DEFINITIONS = REPORTED.map((each) => ({
  code: each.code,
  formula: parseFormula(formulaOf(each)),
  decimals: each.decimals,
}))

/** The unit of an indicator as a target of it says it; undefined where there is no such indicator. */
export function indicatorUnit(code: string): string | undefined {
  const found = REPORTED.find((each) => each.code === code)
  return found && UNIT_WORDS[found.unit]
}
