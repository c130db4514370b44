import 'server-only'
import { selectVillages, type Village } from '@/lib/households/sql/register'
import type { Ctx } from '@/lib/platform/db'

/** The villages a new household may be registered in: those of the actor's region. */
export function listVillages(ctx: Ctx): Promise<Village[]> {
  return selectVillages(ctx)
}
