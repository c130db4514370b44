import { randomUUID } from 'node:crypto'
import { outboxCommands } from '@/app/api/outbox/commands'
import type { Actor } from '@/lib/platform/actor'
import { type Command, execute, type Outcome } from '@/lib/platform/command'

/** Sends a command as the phone does: by its wire name. */
export const send = (actor: Actor, kind: string, input: unknown, id: string = randomUUID()) =>
  execute(actor, outboxCommands.get(kind) as Command, input, { id })

/** What came of it in one word: 'done', the rule that spoke against it, or the kind of refusal. */
export async function said(sent: Outcome<unknown> | Promise<Outcome<unknown>>): Promise<string> {
  const outcome = await sent
  if (outcome.ok) return 'done'
  return outcome.kind === 'rule' ? outcome.code : outcome.kind
}
