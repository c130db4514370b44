import 'server-only'
import * as z from 'zod'
import type { Ctx } from './db'
import { Prisma } from './prisma/client'

const { sql, join } = Prisma

/**
 * Something to be read: the statements that give its rows, and what is made of them. It can be asked alone or in one round trip with others.
 * Values stand in the statements as parameters only, so that the whole keeps one text and its plan (lib/platform/statement-names.ts).
 */
export type Part<T> = {
  statements: readonly Prisma.Sql[]
  /** The rows of each statement, in the order of the statements and of their ORDER BY. */
  read(answers: readonly (readonly unknown[])[]): T
}

type Parts = Readonly<Record<string, Part<unknown>>>
type ReadOf<P extends Parts> = { [K in keyof P]: P[K] extends Part<infer T> ? T : never }

/** Nothing to be read: the place of a part that this reader is not shown. */
export const nothing: Part<null> = { statements: [], read: () => null }

/** The rows of one statement, each of this form. */
export function rowsOf<S extends z.ZodType>(statement: Prisma.Sql, form: S): Part<z.output<S>[]> {
  const rows = z.array(form)
  return { statements: [statement], read: ([answer]) => rows.parse(answer) }
}

/** The same reading, made into something else. */
export function mapped<T, R>(part: Part<T>, make: (read: T) => R): Part<R> {
  return { statements: part.statements, read: (answers) => make(part.read(answers)) }
}

/** Several parts as one, by name. A statement that several of them share is sent once. */
export function allOf<P extends Parts>(parts: P): Part<ReadOf<P>> {
  const statements = [...new Set(Object.values(parts).flatMap((part) => part.statements))]
  const at = new Map(statements.map((statement, index) => [statement, index]))
  return {
    statements,
    read: (answers) =>
      Object.fromEntries(
        Object.entries(parts).map(([name, part]) => [
          name,
          part.read(part.statements.map((statement) => answers[at.get(statement) ?? -1] ?? [])),
        ]),
      ) as ReadOf<P>,
  }
}

/**
 * Asks for a part in one round trip. A single statement answers in the driver's types; several come as one JSON, whose values the forms below
 * read as well. Rows keep their order: json_agg takes them as the ordered subquery gives them.
 */
export async function alone<T>(ctx: Pick<Ctx, 'db'>, part: Part<T>): Promise<T> {
  const [only, ...others] = part.statements
  if (!only) return part.read([])
  if (others.length === 0) return part.read([await ctx.db.$queryRaw<unknown[]>(only)])
  const rows = part.statements.map((each) => sql`(SELECT coalesce(json_agg(q), '[]') FROM (${each}) q)`)
  const [found] = await ctx.db.$queryRaw<{ answers: unknown[][] }[]>`SELECT json_build_array(${join(rows)}) AS answers`
  return part.read(found?.answers ?? [])
}

/** Asks for several parts in one round trip. */
export async function together<P extends Parts>(ctx: Pick<Ctx, 'db'>, parts: P): Promise<ReadOf<P>> {
  return alone(ctx, allOf(parts))
}

/** A `bytea`. As JSON it is '\x' and hexadecimal digits. */
export const bytes = z.union([
  z.instanceof(Uint8Array),
  z
    .string()
    .regex(/^\\x(?:[0-9a-f]{2})*$/)
    .transform((text): Uint8Array => Buffer.from(text.slice(2), 'hex')),
])

/** A `timestamptz`, or a `date` as its midnight in UTC, as the driver gives them. As JSON they are ISO texts. */
export const moment = z.union([
  z.date(),
  z.iso
    .date()
    .or(z.iso.datetime({ offset: true }))
    .transform(toDate),
])

/** A `bigint`. As JSON it is a number. */
export const whole = z.union([z.bigint(), z.int().transform(BigInt)])

function toDate(text: string): Date {
  return new Date(text)
}
