import 'server-only'
import { day, inOrder, yuan } from '@/lib/exports/queries/household-row'
import { aboutNobody } from '@/lib/exports/queries/plain-row'
import { plannedFrom } from '@/lib/exports/rules/project-columns'
import type { SheetRow } from '@/lib/exports/schema'
import zh from '@/lib/i18n/zh-CN/support'
import type { Ctx } from '@/lib/platform/db'
import { getProjects } from '@/lib/support/queries/projects'
import type { FundSource } from '@/lib/support/schema'
import type { ProjectKind } from '@/lib/support/schema/project'

/** Projects by their ids, as their list tells of them, with the planned money of each source; no person stands in them. */
export async function readProjectRows(ctx: Ctx, countyCode: string, ids: readonly string[]): Promise<SheetRow[]> {
  return inOrder(ids, await getProjects(ctx, countyCode, ids)).map((row) => {
    const { reached } = row
    return aboutNobody(row.regionCode, {
      projectNo: row.projectNo,
      projectName: row.name,
      regionName: row.region.name,
      projectBatch: row.batch,
      projectKind: zh.projects.kinds[row.kind as ProjectKind],
      responsibleUnit: row.unit,
      responsiblePerson: row.responsible,
      projectLink: row.link || null,
      status: zh.projects.statuses[row.status],
      progress: row.progress,
      plannedYuan: yuan(row.plannedFen),
      ...Object.fromEntries(row.funds.map((fund) => [plannedFrom(fund.source as FundSource), yuan(fund.plannedFen)])),
      arrivedYuan: yuan(row.arrivedFen),
      disbursedYuan: yuan(row.disbursedFen),
      wantedHouseholds: row.wantedHouseholds,
      wantedPersons: row.wantedPersons,
      reachedHouseholds: reached.households,
      reachedPersons: reached.persons,
      reachedYuan: yuan(BigInt(reached.amountFen)),
      enteredOn: day(row.enteredOn),
      startedOn: day(row.startedOn),
      completedOn: day(row.completedOn),
      lastStepOn: day(row.lastStepOn),
    })
  })
}
