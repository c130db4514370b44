import { importFacts } from '@/lib/indicators/commands/import-facts'
import { addInput, correctFact, reportFact, reportFacts } from '@/lib/indicators/commands/report'
import { cascadeTarget, changeTarget, setTarget, setTargets } from '@/lib/indicators/commands/targets'

/** What a phone may send about reported facts and targets. */
export const indicatorCommands = [
  reportFact,
  reportFacts,
  correctFact,
  importFacts,
  addInput,
  setTarget,
  setTargets,
  changeTarget,
  cascadeTarget,
] as const
