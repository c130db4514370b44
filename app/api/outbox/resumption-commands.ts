import { addEnterprises } from '@/lib/resumption/commands/add-many'
import { planDifficulty, raiseDifficulty } from '@/lib/resumption/commands/difficulty'
import { addEnterprise, editEnterprise, endEnterprise } from '@/lib/resumption/commands/enterprise'
import { reportFigures } from '@/lib/resumption/commands/figures'
import { assignOfficer } from '@/lib/resumption/commands/officer'
import { applyResumption, checkResumption, moveResumption } from '@/lib/resumption/commands/step'
import { visitEnterprise, withdrawVisit } from '@/lib/resumption/commands/visit'

/** What a phone may send about enterprises that go back to work. */
export const resumptionCommands = [
  addEnterprise,
  addEnterprises,
  editEnterprise,
  endEnterprise,
  assignOfficer,
  applyResumption,
  checkResumption,
  moveResumption,
  reportFigures,
  visitEnterprise,
  withdrawVisit,
  raiseDifficulty,
  planDifficulty,
] as const
