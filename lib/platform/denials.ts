import 'server-only'
import type { Actor } from './actor'
import { now } from './clock'
import { unscoped } from './db'
import { installation } from './installation'
import { logFault } from './log'

type Denial = { what: string; reason?: string; at?: Date }

/** Writes down what somebody was refused, in a transaction of its own: the refused one has left nothing. */
export async function logDenied(actor: Actor, { what, reason = '', at = now() }: Denial): Promise<void> {
  const acting = actor.actingFor?.userId ?? null
  await unscoped()
    .$executeRaw`SELECT log_denied(${actor.userId}::uuid, ${acting}::uuid, NULL, ${actor.regionCode}, ${what}, ${reason}, ${at})`.catch(
    (error) => logFault(error, { command: 'denial.log' }),
  )
}

/** A sign-in or second factor that did not fit; the account is null when there is none of that name. */
export async function logFailedSignIn(accountId: string | null, reason: string, at = now()): Promise<void> {
  const place = await installation()
  if (!place) return
  const region = `${place.countyCode}000000`
  await unscoped()
    .$executeRaw`SELECT log_denied(NULL, NULL, ${accountId}::uuid, ${region}, 'signIn', ${reason}, ${at})`.catch(
    (error) => logFault(error, { command: 'signIn.log' }),
  )
}
