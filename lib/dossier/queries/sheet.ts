import 'server-only'
import { logPrint, type Printed } from '@/lib/audit/log-print'
import { type Dossier, getDossier } from '@/lib/dossier/queries/file'
import type { HouseholdFacts } from '@/lib/households/facts'
import { factsFor, getHouseholdFacts } from '@/lib/households/queries/facts'
import { listHelpersOf, type ShownHelper } from '@/lib/households/queries/helpers'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'

export const SHEETS = ['household', 'handbook'] as const
export type SheetKind = (typeof SHEETS)[number]

type PaperHelper = Pick<ShownHelper, 'id' | 'affiliation' | 'phone'>

/** What a printed sheet of a household says, and on whose hand it goes. */
export type Sheet = { file: Dossier; facts: HouseholdFacts; helpers: PaperHelper[]; printed: Printed }

/** Reads a household for paper and writes down that it was printed. Errors: NotFoundError. */
export async function getSheet(ctx: Ctx, id: string, kind: SheetKind): Promise<Sheet> {
  const file = await getDossier(ctx, id)
  const { household } = file.record
  const [facts] = await getHouseholdFacts(ctx, { ids: [household.id] })
  if (!facts) throw new NotFoundError()
  const { id: householdId, regionCode } = household
  const paired = await listHelpersOf(ctx, household)
  const helpers = paired.map(({ id: key, affiliation, phone }) => ({ id: key, affiliation, phone }))
  const printed = await logPrint(ctx, { householdId, regionCode, field: `dossier.${kind}` })
  return { file, facts: factsFor(ctx, facts), helpers, printed }
}
