import 'server-only'
import { logPrint } from '@/lib/audit/log-print'
import { getFinding } from '@/lib/findings/queries/finding'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'

export const FINDING_PAPERS = ['letter', 'slip'] as const
export type FindingPaperForm = (typeof FINDING_PAPERS)[number]

export type FindingPaperData = Awaited<ReturnType<typeof getFindingPaper>>

/** A line as it is printed: the assignment letter (交办单) once it is assigned, the closing slip (销号单) once it is closed. Errors: NotFoundError. */
export async function getFindingPaper(ctx: Ctx, id: string, form: FindingPaperForm) {
  const finding = await getFinding(ctx, id)
  if (form === 'letter' ? !finding.unit : finding.status !== 'CLOSED') throw new NotFoundError()
  const { household, regionCode } = finding
  const printed = await logPrint(ctx, { householdId: household?.id, regionCode, field: `finding.${form}` })
  return { finding, form, printed }
}
