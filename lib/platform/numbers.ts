import 'server-only'
import type { Ctx } from './db'

/** Hardship event, relief application, filial list, fund entry, payout cycle. */
type ReliefNumber = 'KN' | 'JZ' | 'XX' | 'PZ' | 'FP'

/** Finding, look-back campaign, session of battle supervision. */
type InspectionNumber = 'WT' | 'HT' | 'DZ'

/** Clue, monitoring case, identification and exit, household event, export, household split off. */
export type NumberKind = 'XS' | 'JC' | 'FH' | 'SB' | 'BD' | 'DC' | ReliefNumber | InspectionNumber

/** Takes so many running numbers of a county, kind and this year; answers the last. Numbers of one kind wait for each other. */
export async function takeNumbers(ctx: Ctx, countyCode: string, kind: NumberKind, count: number): Promise<number> {
  const year = Number(ctx.today.slice(0, 4))
  const rows = await ctx.db.$queryRaw<{ last: number }[]>`
    INSERT INTO running_number AS held (county_code, kind, year, last) VALUES (${countyCode}, ${kind}, ${year}, ${count})
    ON CONFLICT (county_code, kind, year) DO UPDATE SET last = held.last + ${count} RETURNING last`
  return rows[0]?.last as number
}

/** How a running number is written: XS-2026-0001. */
export function numberText(ctx: Ctx, kind: NumberKind, number: number): string {
  return `${kind}-${ctx.today.slice(0, 4)}-${String(number).padStart(4, '0')}`
}

/** The next running number of a county and kind, as it is written. */
export async function nextNumber(ctx: Ctx, countyCode: string, kind: NumberKind): Promise<string> {
  return numberText(ctx, kind, await takeNumbers(ctx, countyCode, kind, 1))
}
