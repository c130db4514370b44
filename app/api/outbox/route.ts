import * as z from 'zod'
import { answerOf, brokenAnswer } from '@/lib/platform/answer'
import { type Command, execute } from '@/lib/platform/command'
import { parseJson } from '@/lib/platform/json'
import { logFault } from '@/lib/platform/log'
import { isSameOrigin } from '@/lib/platform/origin'
import { currentActor } from '@/lib/platform/session'
import { outboxCommands, outboxFollowUps } from './commands'
import { STATUS_OF } from './status'

const LIMIT = 256 * 1024

const head = { kind: z.string().max(60), id: z.string().max(36), user: z.string().max(36).optional() }

const Envelope = z.union([
  z.strictObject({ ...head, input: z.unknown() }),
  z.strictObject({
    ...head,
    form: z.array(z.tuple([z.string().max(200), z.string().max(20_000)])).max(500),
  }),
])

const answer = (body: unknown, status: number) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } })

/**
 * The phone door: `{kind, id, input}` or `{kind, id, form}` runs the same command as the form of that name. Kinds and inputs are
 * stable across builds; the same id gets the same answer. `user` names who wrote it: somebody else's session does not send it.
 */
export async function POST(request: Request): Promise<Response> {
  try {
    if (!(await isSameOrigin())) return answer(await answerOf({ ok: false, kind: 'foreignOrigin' }), 403)
    const text = await request.text()
    if (text.length > LIMIT) return answer(await answerOf({ ok: false, kind: 'input', errors: {} }), 413)
    const envelope = Envelope.safeParse(parseJson(text))
    const command = envelope.success ? outboxCommands.get(envelope.data.kind) : undefined
    if (!envelope.success || !command) return answer(await answerOf({ ok: false, kind: 'input', errors: {} }), 400)
    const { id, user } = envelope.data
    const actor = await currentActor()
    const author = user === undefined || user === actor?.userId ? actor : null
    const form = 'form' in envelope.data ? envelope.data.form : undefined
    const input = 'input' in envelope.data ? envelope.data.input : undefined
    const outcome = await execute(author, command as Command, input, { id, form })
    if (outcome.ok) await outboxFollowUps.get(command.name)?.(outcome.data)
    return answer(await answerOf(outcome), outcome.ok ? 200 : STATUS_OF[outcome.kind])
  } catch (error) {
    logFault(error, { door: 'outbox' })
    return answer(await brokenAnswer(), 500)
  }
}
