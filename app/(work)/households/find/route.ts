import { sealSearch } from '@/lib/households/queries/list'
import { listHref, readListParams } from '@/lib/households/rules/list-params'
import { dayOf, now } from '@/lib/platform/clock'
import { isSameOrigin } from '@/lib/platform/origin'
import { may } from '@/lib/platform/permissions'
import { currentActor } from '@/lib/platform/session'

const to = (location: string) => new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })

/** Turns a search text into the list's address. An identity number goes there sealed for the person who asks, never as itself. */
export async function POST(request: Request): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return to('/login')
  if (!may(actor.role, 'household:read') || !(await isSameOrigin())) return to('/households')
  const form = await request.formData()
  const text = String(form.get('q') ?? '').slice(0, 40)
  const from = new URLSearchParams(String(form.get('from') ?? '').slice(0, 500))
  const { filter } = readListParams(Object.fromEntries(from), actor.scope)
  const person = sealSearch(actor, text, dayOf(now())) ?? undefined
  return to(listHref(filter, actor.scope, { q: person ? undefined : text.trim() || undefined, person }))
}
