import 'server-only'
import type { Ctx } from '@/lib/platform/db'

const HOUR_MS = 3_600_000
const DAYS = 7
const BURST = 10
const FAILED = 5
const DENIED = 5
const LIMIT = 30

export type Alert = {
  key: string
  kind: 'THIRTY' | 'UNMASK' | 'SEARCH_ID' | 'DENIED' | 'FAILED'
  userId: string | null
  name: string
  times: number
  mostInAnHour: number
  lastAt: Date
}

type Figures = {
  actor_id: string
  kind: 'UNMASK' | 'DENIED' | 'SEARCH_ID'
  times: number
  most_in_an_hour: number
  last_at: Date
}
type Failure = { account_id: string | null; times: number; last_at: Date }

/**
 * What an auditor should look at of the last seven days: ten and more whole numbers or searches within an hour, the limit of thirty, five and
 * more refusals, five and more failed sign-ins. Signals, not proof; worst first.
 */
export async function listAlerts(ctx: Ctx): Promise<Alert[]> {
  const from = new Date(ctx.now.getTime() - DAYS * 24 * HOUR_MS)
  const until = new Date(ctx.now.getTime() + 60_000)
  const figures = await ctx.db.$queryRaw<Figures[]>`
    SELECT * FROM access_figures(${ctx.actor.scope}, ${from}, ${until})`
  const failures = await ctx.db.$queryRaw<Failure[]>`
    SELECT account_id, count(*)::int AS times, max(at) AS last_at FROM access_log
    WHERE kind = 'DENIED' AND field = 'signIn' AND at > ${from} AND at <= ${until} GROUP BY account_id HAVING count(*) >= ${FAILED}`
  const ids = [...figures.map(({ actor_id }) => actor_id), ...failures.flatMap(({ account_id }) => account_id ?? [])]
  const people = await ctx.db.appUser.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const seen = figures
    .filter(({ kind, times, most_in_an_hour }) => (kind === 'DENIED' ? times >= DENIED : most_in_an_hour >= BURST))
    .map((row) => ({
      key: `${row.kind}${row.actor_id}`,
      kind: row.kind === 'UNMASK' && row.most_in_an_hour >= LIMIT ? ('THIRTY' as const) : row.kind,
      userId: row.actor_id,
      name: names.get(row.actor_id) ?? '',
      times: row.times,
      mostInAnHour: row.most_in_an_hour,
      lastAt: row.last_at,
    }))
  const failed = failures.map((row) => ({
    key: `FAILED${row.account_id ?? ''}`,
    kind: 'FAILED' as const,
    userId: row.account_id,
    name: (row.account_id && names.get(row.account_id)) || '',
    times: row.times,
    mostInAnHour: row.times,
    lastAt: row.last_at,
  }))
  return [...seen, ...failed].sort(
    (a, b) => Number(b.kind === 'THIRTY') - Number(a.kind === 'THIRTY') || b.lastAt.getTime() - a.lastAt.getTime(),
  )
}
