import 'server-only'
import * as z from 'zod'
import type { Ctx } from '@/lib/platform/db'
import { countyOf } from '@/lib/regions/rules'

export const DIFFERENCES_ON_A_PAGE = 100
export const SHOWN_KINDS = [
  'CONFLICT',
  'CHANGED',
  'FILLED',
  'HELD',
  'NEW_HOUSEHOLD',
  'NEW_PERSON',
  'MISSING_HOUSEHOLD',
  'MISSING_PERSON',
] as const
const Kind = z.enum(SHOWN_KINDS)
export type ShownKind = z.infer<typeof Kind>

export interface DifferenceFilter {
  kind: ShownKind | null
  field: string | null
  from: number
}

/** Reads a filter from the address of the page; what is no filter is none. */
export function readFilter(asked: Record<string, string | string[] | undefined>): DifferenceFilter {
  const from = Number.parseInt(String(asked.after ?? '1'), 10)
  return {
    kind: Kind.safeParse(asked.kind).data ?? null,
    field: typeof asked.field === 'string' && asked.field !== '' ? asked.field : null,
    from: Number.isSafeInteger(from) && from > 0 ? from : 1,
  }
}

const columns = {
  differenceNo: true,
  kind: true,
  householdId: true,
  householdNo: true,
  subject: true,
  field: true,
  year: true,
  rowNo: true,
  ours: true,
  base: true,
  theirs: true,
  isTaken: true,
} as const

/** What a ledger says that the register does not, by its order in the file; one row more than a page tells that there are more. */
export async function listDifferences(ctx: Ctx, batchId: string, { kind, field, from }: DifferenceFilter) {
  const rows = await ctx.db.importDifference.findMany({
    where: {
      countyCode: countyOf(ctx.actor.regionCode),
      batchId,
      differenceNo: { gte: from },
      ...(kind ? { kind } : {}),
      ...(field ? { field } : {}),
    },
    orderBy: { differenceNo: 'asc' },
    take: DIFFERENCES_ON_A_PAGE + 1,
    select: columns,
  })
  return {
    rows: rows.slice(0, DIFFERENCES_ON_A_PAGE).map((row) => ({ ...row, kind: Kind.parse(row.kind) })),
    next: rows[DIFFERENCES_ON_A_PAGE]?.differenceNo ?? null,
  }
}

const CONFLICTS_TO_CHOOSE = 500

/** Cells that were changed in the file and meanwhile in the register, for the importer to choose. */
export function listConflicts(ctx: Ctx, batchId: string) {
  return ctx.db.importDifference.findMany({
    where: { countyCode: countyOf(ctx.actor.regionCode), batchId, kind: 'CONFLICT' },
    orderBy: { differenceNo: 'asc' },
    take: CONFLICTS_TO_CHOOSE,
    select: columns,
  })
}
