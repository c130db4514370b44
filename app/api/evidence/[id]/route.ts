import { logReading } from '@/lib/audit/readings'
import { readKept } from '@/lib/evidence/files/keep'
import { getFilePlace } from '@/lib/evidence/queries/piece'
import { withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { may } from '@/lib/platform/permissions'
import { currentActor } from '@/lib/platform/session'

type Props = { params: Promise<{ id: string }> }

const PRIVATE = { 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' }

const gone = () => new Response(null, { status: 404, headers: PRIVATE })

/**
 * The content of a piece of evidence, `?size=thumb` for its small picture. Whoever may not see it gets the answer for a missing one. The proxy
 * puts it into a sandbox.
 */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { id } = await params
  const actor = await currentActor()
  if (!actor || !may(actor.role, 'evidence:read')) return gone()
  try {
    const asked = new URL(request.url).searchParams.get('size') === 'thumb' ? 'thumb' : 'full'
    const place = await withScope(actor, async (ctx) => {
      const found = await getFilePlace(ctx, id)
      const { householdId, regionCode, kind } = found
      if (householdId && (asked === 'full' || kind === 'PAPER'))
        await logReading(ctx, { householdId, regionCode, field: 'evidence' })
      return found
    })
    const isPaper = place.kind === 'PAPER'
    const size = isPaper ? 'full' : asked
    const headers: Record<string, string> = {
      ...PRIVATE,
      'content-type': place.mime,
      'content-disposition': `${isPaper ? 'attachment' : 'inline'}; filename="${place.id}.${isPaper ? 'pdf' : 'webp'}"`,
    }
    if (place.isOwn) {
      headers.etag = `"${Buffer.from(place.storedSha256).toString('hex')}-${size}"`
      if (request.headers.get('if-none-match') === headers.etag) return new Response(null, { status: 304, headers })
    }
    const content = await readKept(place, size)
    return content ? new Response(content, { headers }) : gone()
  } catch (error) {
    if (error instanceof NotFoundError) return gone()
    throw error
  }
}
