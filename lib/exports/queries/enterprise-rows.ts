import 'server-only'
import { inOrder } from '@/lib/exports/queries/household-row'
import { aboutNobody } from '@/lib/exports/queries/plain-row'
import type { SheetRow } from '@/lib/exports/schema'
import zh from '@/lib/i18n/zh-CN/resumption'
import type { Ctx } from '@/lib/platform/db'
import { getEnterprises } from '@/lib/resumption/queries/list'

/** Enterprises by their ids, as their list tells of them, with their last figures; no person stands in them. */
export async function readEnterpriseRows(ctx: Ctx, countyCode: string, ids: readonly string[]): Promise<SheetRow[]> {
  return inOrder(ids, await getEnterprises(ctx, countyCode, ids)).map((row) =>
    aboutNobody(row.regionCode, {
      enterpriseName: row.name,
      enterpriseType: zh.types[row.type],
      regionName: row.region,
      creditCode: row.creditCode,
      parentEnterprise: row.parent,
      serviceOfficer: row.officer,
      status: zh.statuses[row.status],
      lastStepOn: row.lastStepOn,
      figuresOn: row.figures?.day ?? null,
      staffTotal: row.figures?.staffTotal ?? null,
      staffReturned: row.figures?.staffReturned ?? null,
      poorReturned: row.figures?.poorReturned ?? null,
      mayReturn: row.figures?.mayReturn ?? null,
      heldBack: row.figures?.heldBack ?? null,
      householdsDriven: row.figures?.householdsDriven ?? null,
      registeredOn: row.activeFrom,
      activeUntil: row.activeUntil,
    }),
  )
}
