import 'server-only'
import { lockHousehold } from '@/lib/households/queries/lock'
import { startClue } from '@/lib/monitoring/commands/start-clue'
import { findOpenCase, findOpenClue } from '@/lib/monitoring/queries/open'
import { OpenClueInput } from '@/lib/monitoring/schema'
import { defineCommand } from '@/lib/platform/command'
import { DomainError, NotFoundError } from '@/lib/platform/errors'
import { countyOfScope } from '@/lib/regions/rules'

/** Opens a clue that somebody reported. A household with an open clue or an open case gets no second one; the answer names it. */
export const openClue = defineCommand({
  name: 'clue.open',
  permission: 'clue:open',
  input: OpenClueInput,
  async run(ctx, { householdId, source, summary }) {
    const household = await ctx.db.household.findFirst({
      where: { ...countyOfScope(ctx.actor.scope), id: householdId },
      select: { countyCode: true, id: true, regionCode: true },
    })
    if (!household || !(await lockHousehold(ctx, household.countyCode, household.id))) throw new NotFoundError()
    const open = await findOpenClue(ctx, household)
    if (open) throw new DomainError('monitoring.clueOpen', { clueNo: open.clueNo })
    const monitored = await findOpenCase(ctx, household)
    if (monitored) throw new DomainError('monitoring.caseOpen', { caseNo: monitored.caseNo })
    const clue = await startClue(ctx, { household, source, summary })
    return { clueId: clue.id, clueNo: clue.clueNo }
  },
})
