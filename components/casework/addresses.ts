import { listAddress } from '@/components/shell/address'
import { type Beside, isClueStep, type Step } from '@/lib/casework/rules/funnel'
import { type Age, ageText } from '@/lib/findings/rules/ages'
import type { Source } from '@/lib/findings/schema'
import { type Risk, TAB_OF_PART } from '@/lib/monitoring/schema'
import type { CasePart, RiskHelp } from '@/lib/support/rules/case-parts'

/** The list behind a step of the funnel. */
export function stepAddress(region: string, step: Step | Beside): string {
  if (isClueStep(step)) return listAddress('/clues', { tab: TAB_OF_PART[step], part: step, region })
  return step === 'removed'
    ? listAddress('/monitoring', { tab: 'removed', region })
    : casesAddress(region, { part: step })
}

/** The list of open cases, narrowed by how their help stands. */
export const casesAddress = (region: string, narrow: { part?: CasePart; risk?: Risk; help?: RiskHelp } = {}) =>
  listAddress('/monitoring', { tab: 'open', region, ...narrow })

/** The list of open or overdue findings of an age. */
export const linesAddress = (
  region: string,
  { tab = 'open', source, age }: { tab?: 'open' | 'overdue'; source?: Source; age?: Age },
) => listAddress('/findings', { tab, region, source, age: age && ageText(age) })

/** The visits of a day or a month. */
export const visitsAddress = (region: string, when: { on: string } | { month: string }) =>
  listAddress('/visits', { region, ...when })
