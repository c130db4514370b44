import { STATUS_OF } from '@/app/api/outbox/status'
import { sweepNowAndThen } from '@/lib/evidence/sweep'
import { answerOf, brokenAnswer } from '@/lib/platform/answer'
import { type Command, execute } from '@/lib/platform/command'
import { logFault } from '@/lib/platform/log'
import { isSameOrigin } from '@/lib/platform/origin'
import { currentActor } from '@/lib/platform/session'

const answer = (body: unknown, status: number) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } })

/** Runs a command on the fields of a form with a file, among them `commandId` and `user`: somebody else's session does not send it. */
export async function throughDoor(request: Request, command: Command, mostBytes: number): Promise<Response> {
  try {
    if (!(await isSameOrigin())) return answer(await answerOf({ ok: false, kind: 'foreignOrigin' }), 403)
    const size = Number(request.headers.get('content-length') ?? Number.NaN)
    if (!(size <= mostBytes)) return answer(await answerOf({ ok: false, kind: 'input', errors: {} }), 413)
    const form = await request.formData().catch(() => null)
    if (!form) return answer(await answerOf({ ok: false, kind: 'input', errors: {} }), 400)
    const actor = await currentActor()
    const user = form.get('user')
    const author = user === null || user === actor?.userId ? actor : null
    form.delete('user')
    const outcome = await execute(author, command, undefined, { id: String(form.get('commandId') ?? ''), form })
    if (outcome.ok) sweepNowAndThen()
    return answer(await answerOf(outcome), outcome.ok ? 200 : STATUS_OF[outcome.kind])
  } catch (error) {
    logFault(error, { door: 'evidence' })
    return answer(await brokenAnswer(), 500)
  }
}
