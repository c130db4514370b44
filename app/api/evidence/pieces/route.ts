import { throughDoor } from '@/app/api/evidence/door'
import { keepEvidencePiece } from '@/lib/evidence/commands/keep-piece'
import { getUpload, type UploadState } from '@/lib/evidence/queries/upload'
import type { Command } from '@/lib/platform/command'
import { withScope } from '@/lib/platform/db'
import { may } from '@/lib/platform/permissions'
import { currentActor } from '@/lib/platform/session'

const LIMIT = 512 * 1024

/** Takes one piece of a file that a phone sends bit by bit. */
export function POST(request: Request): Promise<Response> {
  return throughDoor(request, keepEvidencePiece as Command, LIMIT)
}

/** How far a file (`?id=…&sum=…`) has come that who asks sends in pieces. */
export async function GET(request: Request): Promise<Response> {
  const answer = (state: UploadState, status: number) =>
    Response.json(state, { status, headers: { 'cache-control': 'no-store' } })
  const actor = await currentActor()
  if (!actor || !may(actor.role, 'evidence:add')) return answer({ held: [], isDone: false }, actor ? 403 : 401)
  const { searchParams } = new URL(request.url)
  const [id, sum] = [searchParams.get('id') ?? '', searchParams.get('sum') ?? '']
  return answer(await withScope(actor, (ctx) => getUpload(ctx, id, sum)), 200)
}
