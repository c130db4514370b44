import 'server-only'
import type { HouseholdFacts } from '@/lib/households/facts'
import {
  blockingErrors,
  CONSISTENCY_PARAMETERS,
  checkConsistency,
  type Finding,
  rulesOf,
} from '@/lib/households/rules/consistency'
import { listParameterRows } from '@/lib/parameters/queries'
import type { Ctx } from '@/lib/platform/db'
import { InputError } from '@/lib/platform/errors'

/** Facts by other names than the form's. */
const PATHS: Readonly<Record<string, string>> = { disabilityCardNo: 'disabilityCard', income: 'residentMembers' }
const FACTS: Readonly<Record<string, string>> = { disabilityCard: 'disabilityCardNo', residentMembers: 'income' }

type Form = {
  /** All fields of the form, and those that change. */
  fields: readonly string[]
  changed: readonly string[]
  /** The member it is about, if it is about one. */
  personId?: string
  /** The name of a field of another member in the form. */
  pathOf?: (field: string, personId: string | undefined) => string | null
}

/**
 * Refuses what the E rules forbid, beside the field. What stood there wrong before stops only who touches it: an old fault must not keep
 * somebody from mending another one. `before` are all households whose people `after` may hold. Errors: InputError.
 */
export async function refuseContradictions(
  ctx: Ctx,
  before: HouseholdFacts | readonly HouseholdFacts[] | null,
  after: HouseholdFacts,
  { fields, changed, personId, pathOf }: Form,
): Promise<void> {
  const rules = rulesOf([...fields, ...fields.flatMap((field) => FACTS[field] ?? [])]).filter(
    (rule) => rule.severity === 'E',
  )
  const parameters = await listParameterRows(ctx, CONSISTENCY_PARAMETERS)
  const check = (facts: HouseholdFacts) =>
    checkConsistency(facts, { today: ctx.today, parameters, region: facts.regionCode }, rules)
  const path = (field: string) => PATHS[field] ?? field
  const keyOf = ({ ruleId, personId }: Finding, { id }: HouseholdFacts) => `${ruleId}/${personId ?? id}`
  const stood = new Set([before ?? []].flat().flatMap((facts) => check(facts).map((finding) => keyOf(finding, facts))))
  const found = check(after).filter(
    (finding) =>
      (personId === undefined || finding.personId === undefined || finding.personId === personId) &&
      (!stood.has(keyOf(finding, after)) || finding.fields.some((field) => changed.includes(path(field)))),
  )
  const errors = blockingErrors(found, (field, finding) => {
    if (!fields.includes(path(field))) return null
    return pathOf ? pathOf(path(field), finding.personId) : path(field)
  })
  if (Object.keys(errors).length > 0) throw new InputError(errors)
}
