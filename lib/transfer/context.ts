import 'server-only'
import { LEDGER_KINDS, type LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import type { Ctx } from '@/lib/platform/db'
import { rangeOf } from '@/lib/regions/rules'
import type { LedgerContext, Mapping } from './schema'

/** What reading a ledger needs to know: the day, the villages that exist for the importer, and what his county has mapped. */
export async function contextOf(ctx: Ctx, countyCode: string, kind: string | null): Promise<LedgerContext> {
  const { lo, hi } = rangeOf(ctx.actor.scope)
  const villages = await ctx.db.region.findMany({
    where: { level: 'VILLAGE', code: { gte: lo, lt: hi } },
    select: { code: true, name: true, parent: { select: { name: true } } },
  })
  const county = await ctx.db.region.findFirst({ where: { code: `${countyCode}000000` }, select: { name: true } })
  const installation = await ctx.db.installation.findFirst({ select: { isDemo: true } })
  const mapped = await ctx.db.importMapping.findMany({
    where: { countyCode },
    select: { kind: true, head: true, field: true },
  })
  const mappings: Partial<Record<LedgerKind, Mapping>> = Object.fromEntries(
    LEDGER_KINDS.map((each) => [
      each,
      new Map(mapped.filter((row) => row.kind === each).map(({ head, field }) => [head, field])),
    ]),
  )
  return {
    today: ctx.today,
    isDemo: installation?.isDemo ?? false,
    countyCode,
    countyName: county?.name ?? '',
    villages: villages.map(({ code, name, parent }) => ({ code, name, townshipName: parent?.name ?? '' })),
    kind: LEDGER_KINDS.find((each) => each === kind) ?? null,
    mappings,
  }
}
