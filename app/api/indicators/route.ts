import { STATUS_OF } from '@/app/api/outbox/status'
import { answerIndicators } from '@/lib/indicators/queries/answer'
import { answerOf } from '@/lib/platform/answer'
import { mayAsk } from '@/lib/platform/ask-limit'
import { type Refusal, refusalOf } from '@/lib/platform/command'
import { withScope } from '@/lib/platform/db'
import { logDenied } from '@/lib/platform/denials'
import { logFault } from '@/lib/platform/log'
import { may } from '@/lib/platform/permissions'
import { currentActor } from '@/lib/platform/session'

const NO_STORE = { 'cache-control': 'no-store' }
const MINUTE = '60'
const SECOND = '1'

async function refuse(refusal: Refusal): Promise<Response> {
  const isBusy = refusal.kind === 'rule' && refusal.code === 'indicators.stillCounting'
  const headers = isBusy ? { ...NO_STORE, 'retry-after': SECOND } : NO_STORE
  return Response.json(await answerOf(refusal), { status: isBusy ? 503 : STATUS_OF[refusal.kind], headers })
}

/** The figures of the page of indicators for another program: `?region=`, `asOf=`, `from=`, `source=`; as the signed-in reader may see them. */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) return refuse({ ok: false, kind: 'signedOut' })
    if (!may(actor.role, 'dashboard:read')) {
      await logDenied(actor, { what: 'dashboard:read' })
      return refuse({ ok: false, kind: 'forbidden' })
    }
    if (!(await mayAsk(actor.userId)))
      return new Response(null, { status: 429, headers: { ...NO_STORE, 'retry-after': MINUTE } })
    const told = new URL(request.url).searchParams
    const asked = (name: string) => told.get(name) || undefined
    const { body, etag } = await withScope(actor, (ctx) =>
      answerIndicators(ctx, {
        region: asked('region'),
        asOf: asked('asOf'),
        from: asked('from'),
        source: asked('source'),
      }),
    )
    const headers = { etag, 'cache-control': 'private, no-cache', vary: 'cookie' }
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
    return Response.json(body, { headers })
  } catch (error) {
    return failed(error)
  }
}

async function failed(error: unknown): Promise<Response> {
  try {
    return await refuse(refusalOf(error))
  } catch {
    logFault(error, { door: 'indicators' })
    return new Response(null, { status: 500, headers: NO_STORE })
  }
}
