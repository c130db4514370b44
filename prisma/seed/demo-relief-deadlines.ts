import { type TermRules, termOf } from '@/lib/deadlines/rules/terms'
import type { DeadlineKind, DeadlineStatus } from '@/lib/deadlines/schema'
import { FOLLOWS, LEVEL_OF } from '@/lib/relief/rules/deadlines'
import type { ReliefStatus } from '@/lib/relief/schema/applications'

type Place = { county_code: string; region_code: string; household_id: string }
type Told = {
  place: Place
  application: { id: string; line: number; postDue: string | null }
  steps: readonly { to: ReliefStatus; on: string; by: string }[]
  uuid: () => string
  rules: TermRules
}
type Life = { status: DeadlineStatus; met_on: string | null; met_by: string | null }

/** The deadlines that an application of the demo would have, had its steps been taken by the commands. */
export function reliefDeadlines({ place, application, steps, uuid, rules }: Told) {
  const open = (kind: DeadlineKind, from: string, dueOn?: string) => {
    const term = termOf(rules, { kind, regionCode: place.region_code, from, dueOn })
    const life: Life = { status: 'OPEN', met_on: null, met_by: null }
    return {
      ...place,
      id: uuid(),
      kind,
      subject_kind: 'RELIEF',
      subject_id: application.id,
      starts_on: from,
      due_on: term.dueOn,
      amber_on: term.amberOn,
      clock: term.clock,
      days: term.days,
      level: LEVEL_OF[application.line] ?? 'TOWNSHIP',
      ...life,
    }
  }
  const rows: ReturnType<typeof open>[] = []
  const close = (which: (kind: DeadlineKind) => boolean, life: Life) => {
    for (const row of rows) if (row.status === 'OPEN' && which(row.kind)) Object.assign(row, life)
  }
  for (const { to, on, by } of steps) {
    const { meets, opens, cancels } = FOLLOWS[to] ?? {}
    if (cancels) close(() => true, { status: 'CANCELLED', met_on: null, met_by: null })
    if (meets) close((kind) => kind === meets, { status: 'MET', met_on: on, met_by: by })
    if (opens === 'WELFARE_POST_REVIEW') {
      if (application.postDue) rows.push(open(opens, on, application.postDue))
    } else if (opens) rows.push(open(opens, on))
  }
  return rows
}
