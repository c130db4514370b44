import { STATUS_OF } from '@/app/api/outbox/status'
import { addEvidence } from '@/lib/evidence/commands/add'
import { sweepNowAndThen } from '@/lib/evidence/sweep'
import { answerOf, brokenAnswer } from '@/lib/platform/answer'
import { execute } from '@/lib/platform/command'
import { logFault } from '@/lib/platform/log'
import { isSameOrigin } from '@/lib/platform/origin'
import { currentActor } from '@/lib/platform/session'

const LIMIT = 12 * 1024 * 1024

const answer = (body: unknown, status: number) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } })

/**
 * The phone door for a photo: the fields of the form, among them `commandId` and `user`, and the file. The same id with the same file gets the
 * same answer, with another file 409; so a phone may send again until it hears one.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    if (!(await isSameOrigin())) return answer(await answerOf({ ok: false, kind: 'foreignOrigin' }), 403)
    const size = Number(request.headers.get('content-length') ?? Number.NaN)
    if (!(size <= LIMIT)) return answer(await answerOf({ ok: false, kind: 'input', errors: {} }), 413)
    const form = await request.formData().catch(() => null)
    if (!form) return answer(await answerOf({ ok: false, kind: 'input', errors: {} }), 400)
    const actor = await currentActor()
    const user = form.get('user')
    const author = user === null || user === actor?.userId ? actor : null
    form.delete('user')
    const outcome = await execute(author, addEvidence, undefined, { id: String(form.get('commandId') ?? ''), form })
    if (outcome.ok) sweepNowAndThen()
    return answer(await answerOf(outcome), outcome.ok ? 200 : STATUS_OF[outcome.kind])
  } catch (error) {
    logFault(error, { door: 'evidence' })
    return answer(await brokenAnswer(), 500)
  }
}
