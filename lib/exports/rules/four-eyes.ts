import type { Actor } from '@/lib/platform/actor'

type Asked = { requestedBy: string; requestedFor: string | null }

/** Whether somebody may look at a request with other eyes: he did not ask for it, nor stands in for who did, nor was stood in for. */
export function isAnother(actor: Pick<Actor, 'userId' | 'actingFor'>, { requestedBy, requestedFor }: Asked): boolean {
  const here = [actor.userId, actor.actingFor?.userId]
  return !here.includes(requestedBy) && (requestedFor === null || !here.includes(requestedFor))
}
