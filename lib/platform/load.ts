import 'server-only'
import { headers } from 'next/headers'
import { forbidden, notFound, redirect } from 'next/navigation'
import { type Ctx, type ScopeOptions, withScope } from './db'
import { logDenied } from './denials'
import { NotFoundError } from './errors'
import { may, type Permission } from './permissions'
import { currentActor } from './session'

/**
 * Reads for a page: who asks, may he, then one scoped transaction. Signed out goes to the sign-in page, a missing right to the
 * 403 view, and a missing row and a foreign row to the same 404.
 */
export async function load<R>(
  permission: Permission,
  read: (ctx: Ctx) => Promise<R>,
  options: Pick<ScopeOptions, 'plans'> = {},
): Promise<R> {
  const actor = await currentActor()
  if (!actor) return toSignIn()
  if (!may(actor.role, permission)) {
    await logDenied(actor, { what: permission })
    forbidden()
  }
  try {
    return await withScope(actor, read, options)
  } catch (error) {
    if (error instanceof NotFoundError) notFound()
    throw error
  }
}

/** To the sign-in page, which leads back here: the path is what the proxy noted. */
async function toSignIn(): Promise<never> {
  const asked = await headers()
  redirect(`/login?next=${encodeURIComponent(`${asked.get('x-path') ?? '/'}${asked.get('x-search') ?? ''}`)}`)
}
