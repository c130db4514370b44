import 'server-only'
import { unscoped } from './db'
import { metrics } from './metrics'

/** Whether the database answers. */
export async function isDatabaseReady(): Promise<boolean> {
  try {
    await unscoped().$queryRaw`SELECT 1 AS one`
    return true
  } catch {
    return false
  }
}

/** Brings the figures about database connections up to date; without the database they keep still. */
export async function countConnections(): Promise<void> {
  try {
    const rows = await unscoped().$queryRaw<{ state: string; count: number }[]>`
      SELECT coalesce(state, 'other') AS state, count(*)::int AS count
      FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user GROUP BY 1`
    const gauge = metrics().connections
    gauge.reset()
    for (const { state, count } of rows) gauge.labels(state).set(count)
  } catch {}
}
