import { GUARANTEE_RULES } from './guarantees'
import { IDENTITY_RULES } from './identity'
import { INCOME_RULES } from './income'
import { LABOUR_RULES } from './labour'
import type { HouseholdRule, VillageRule } from './rule'
import { SCHOOLING_RULES } from './schooling'
import { STRUCTURE_RULES } from './structure'
import { VILLAGE_RULES } from './village'
import { WELFARE_RULES } from './welfare'

/** The national data checks of a single record, by number (rules 1–52; 42 and 43 speak of a village). */
export const HOUSEHOLD_RULES: readonly HouseholdRule[] = [
  ...IDENTITY_RULES,
  ...STRUCTURE_RULES,
  ...SCHOOLING_RULES,
  ...LABOUR_RULES,
  ...INCOME_RULES,
  ...WELFARE_RULES,
  ...GUARANTEE_RULES,
].sort((a, b) => a.no - b.no)

export const ALL_RULES: readonly (HouseholdRule | VillageRule)[] = [...HOUSEHOLD_RULES, ...VILLAGE_RULES].sort(
  (a, b) => a.no - b.no,
)

/** Raised with any change in what a rule says, so that what was found before is looked at again. */
export const RULES_VERSION = 3
