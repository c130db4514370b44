import { findHint } from '@/lib/duplicates/queries/hint'
import { TypedPerson } from '@/lib/duplicates/schema'
import { mayAsk } from '@/lib/platform/ask-limit'
import { withScope } from '@/lib/platform/db'
import { parseJson } from '@/lib/platform/json'
import { logFault } from '@/lib/platform/log'
import { isSameOrigin } from '@/lib/platform/origin'
import { may } from '@/lib/platform/permissions'
import { currentActor } from '@/lib/platform/session'

const LIMIT = 2_048

const answer = (body: unknown, status = 200) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } })

/** While a person is typed: who may be the same. The question comes in the body, so that no number stands in an address or a log. */
export async function POST(request: Request): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) return answer({ matches: [] }, 401)
    if (!may(actor.role, 'duplicate:check') || !(await isSameOrigin())) return answer({ matches: [] }, 403)
    const text = await request.text()
    const typed = TypedPerson.safeParse(text.length > LIMIT ? null : parseJson(text))
    if (!typed.success) return answer({ matches: [] }, 400)
    if (!(await mayAsk(actor.userId))) return answer({ matches: [] }, 429)
    return answer(await withScope(actor, (ctx) => findHint(ctx, typed.data)))
  } catch (error) {
    logFault(error, { door: 'same-person' })
    return answer({ matches: [] }, 500)
  }
}
