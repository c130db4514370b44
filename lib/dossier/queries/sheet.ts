import 'server-only'
import { logAccess } from '@/lib/audit/log-access'
import { type Dossier, getDossier } from '@/lib/dossier/queries/file'
import type { HouseholdFacts } from '@/lib/households/facts'
import { factsFor, getHouseholdFacts } from '@/lib/households/queries/facts'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'

export const SHEETS = ['household', 'handbook'] as const
export type SheetKind = (typeof SHEETS)[number]

/** What a printed sheet of a household says, and on whose hand it goes. */
export type Sheet = {
  file: Dossier
  facts: HouseholdFacts
  printed: { by: string; unit: string; at: Date; serial: string }
}

const SERIAL_LETTERS = 8

/** Reads a household for paper and writes down that it was printed; the line of that log is the serial. Errors: NotFoundError. */
export async function getSheet(ctx: Ctx, id: string, kind: SheetKind): Promise<Sheet> {
  const file = await getDossier(ctx, id)
  const { household } = file.record
  const [facts] = await getHouseholdFacts(ctx, { ids: [household.id] })
  if (!facts) throw new NotFoundError()
  const line = await logAccess(ctx, {
    kind: 'PRINT',
    householdId: household.id,
    regionCode: household.regionCode,
    field: `dossier.${kind}`,
  })
  const { name, unit, regionName } = ctx.actor
  return {
    file,
    facts: factsFor(ctx, facts),
    printed: {
      by: name,
      unit: unit || regionName,
      at: ctx.now,
      serial: line.replaceAll('-', '').slice(0, SERIAL_LETTERS).toUpperCase(),
    },
  }
}
