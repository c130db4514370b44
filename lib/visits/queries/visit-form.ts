import 'server-only'
import * as z from 'zod'
import { GUARANTEE_ITEMS, GUARANTEE_RESULTS } from '@/lib/monitoring/rules/choices'
import type { Ctx } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { selectForm } from '@/lib/visits/sql'

const Checks = z.partialRecord(
  z.enum(GUARANTEE_ITEMS),
  z.object({ result: z.enum(GUARANTEE_RESULTS), reason: z.string() }),
)

const VisitForm = z.object({
  id: z.string(),
  headName: z.string(),
  householdNo: z.string(),
  groupName: z.string(),
  villageName: z.string(),
  povertyStatus: z.string(),
  monitoredType: z.string().nullable(),
  memberCount: z.number(),
  nextVisitOn: z.string().nullable(),
  head: z.object({ sex: z.enum(['M', 'F']), birthDate: z.string() }).nullable(),
  checks: Checks,
  last: z
    .object({ day: z.string(), visitor: z.string(), checks: Checks, demands: z.string(), note: z.string() })
    .nullable(),
  promises: z.array(z.object({ id: z.string(), content: z.string(), dueOn: z.string(), promisedOn: z.string() })),
})
export type VisitForm = z.output<typeof VisitForm>

/** What a visit form knows beforehand about its household. Missing and out of scope: NotFoundError. */
export async function getVisitForm(ctx: Ctx, householdId: string): Promise<VisitForm> {
  const found = isUuid(householdId) ? await selectForm(ctx, householdId) : null
  if (!found) throw new NotFoundError()
  return VisitForm.parse(found)
}
