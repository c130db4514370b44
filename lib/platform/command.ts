import 'server-only'
import { createHash } from 'node:crypto'
import type * as z from 'zod'
import type { Actor } from './actor'
import { type Ctx, sqlStateOf, withScope } from './db'
import { logDenied } from './denials'
import {
  ConflictError,
  DomainError,
  type ErrorCode,
  type FieldErrors,
  InputError,
  type Merge,
  NotFoundError,
  type Params,
} from './errors'
import { isUuid } from './ids'
import { type Entries, fieldErrors, parseForm } from './input'
import { countCommand } from './metrics'
import { may, type Permission } from './permissions'
import { findReceipt, keepReceipt } from './receipts'

/** One verb: its wire name (`noun.verb`), who may say it, what it needs, what it does. */
export type Command<I extends z.ZodType = z.ZodType, R = unknown> = {
  name: string
  permission: Permission
  input: I
  run(ctx: Ctx, input: z.output<I>): Promise<R>
}

export function defineCommand<I extends z.ZodType, R>(command: Command<I, R>): Command<I, R> {
  return command
}

export type Refusal =
  | { ok: false; kind: 'signedOut' | 'forbidden' | 'notFound' | 'otherPayload' | 'foreignOrigin' }
  | { ok: false; kind: 'input'; errors: FieldErrors }
  | { ok: false; kind: 'rule'; code: ErrorCode; params: Params; field?: string }
  | { ok: false; kind: 'conflict'; merges: Merge[]; version: number; changedBy: string | null }

export type Outcome<R> = { ok: true; data: R; replayed: boolean } | Refusal

/** `form` carries the fields of a form instead of a typed input. */
export type Sending = { id: string; form?: Entries; at?: Date }

/**
 * The one way to change anything: permission, input, one scoped transaction, run. The same id with the same payload gets the
 * first answer again; with another payload it is refused.
 */
export async function execute<I extends z.ZodType, R>(
  actor: Actor | null,
  command: Command<I, R>,
  raw: unknown,
  sending: Sending,
): Promise<Outcome<R>> {
  const from = performance.now()
  let answered = 'fault'
  try {
    const outcome = await attempt(actor, command, raw, sending)
    answered = outcome.ok ? 'ok' : outcome.kind
    return outcome
  } finally {
    countCommand(command.name, answered, from)
  }
}

async function attempt<I extends z.ZodType, R>(
  actor: Actor | null,
  command: Command<I, R>,
  raw: unknown,
  { id, form, at }: Sending,
): Promise<Outcome<R>> {
  if (!actor) return { ok: false, kind: 'signedOut' }
  if (!may(actor.role, command.permission)) {
    await logDenied(actor, { what: command.name, at })
    return { ok: false, kind: 'forbidden' }
  }
  if (!isUuid(id)) return { ok: false, kind: 'input', errors: { commandId: { code: 'input.wrong' } } }
  const parsed = form ? parseForm(command.input, form) : command.input.safeParse(raw, { reportInput: true })
  if (!parsed.success) return { ok: false, kind: 'input', errors: fieldErrors(parsed.error) }
  const payloadHash = hashOf(command.name, await withDigests(parsed.data))
  try {
    return await withScope(
      actor,
      async (ctx): Promise<Outcome<R>> => {
        const receipt = await findReceipt(ctx, id)
        if (receipt && receipt.payloadHash !== payloadHash) return { ok: false, kind: 'otherPayload' }
        if (receipt) return { ok: true, data: receipt.answer as R, replayed: true }
        const data = await command.run(ctx, parsed.data)
        await keepReceipt(ctx, { id, command: command.name, payloadHash, answer: data })
        return { ok: true, data, replayed: false }
      },
      { command: command.name, lock: `${actor.userId}:${id}`, at },
    )
  } catch (error) {
    return refusalOf(error)
  }
}

/** What a failed command or reading answers; a fault that is no rule is thrown on. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof NotFoundError) return { ok: false, kind: 'notFound' }
  if (error instanceof InputError) return { ok: false, kind: 'input', errors: error.errors }
  if (error instanceof DomainError) {
    return { ok: false, kind: 'rule', code: error.code, params: error.params, field: error.field }
  }
  if (error instanceof ConflictError) {
    return { ok: false, kind: 'conflict', merges: error.merges, version: error.version, changedBy: error.changedBy }
  }
  // A row outside the scope cannot be written: the same answer as a row that is not there.
  if (sqlStateOf(error) === '42501') return { ok: false, kind: 'notFound' }
  throw error
}

/** A file counts by its name and content: sent again, its date is another. */
async function withDigests(input: unknown): Promise<unknown> {
  if (!input || typeof input !== 'object') return input
  const entries: [string, unknown][] = []
  for (const [key, value] of Object.entries(input)) {
    entries.push([key, value instanceof File ? { name: value.name, content: await value.bytes() } : value])
  }
  return Object.fromEntries(entries)
}

function hashOf(name: string, input: unknown): string {
  return createHash('sha256')
    .update(`${name}\n${canonical(input)}`)
    .digest('hex')
}

function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (value instanceof Uint8Array) return JSON.stringify(createHash('sha256').update(value).digest('hex'))
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined)
    entries.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`
  }
  return typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? 'null')
}
