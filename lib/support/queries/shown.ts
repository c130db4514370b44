import 'server-only'
import { shownName } from '@/lib/monitoring/queries/names'
import type { Role } from '@/lib/platform/actor'
import { dayFrom } from '@/lib/platform/days'
import type { Ctx } from '@/lib/platform/db'
import { may, seesOwnField } from '@/lib/platform/permissions'
import type { Prisma } from '@/lib/platform/prisma/client'
import type { Category, FundSource } from '@/lib/support/schema'

export const TYPE_SHOWN = { code: true, category: true, nameZh: true, nameEn: true, mode: true, risks: true } as const

/** What a list shows of a measure. */
export const MEASURE_SHOWN = {
  id: true,
  title: true,
  scale: true,
  unit: true,
  responsible: true,
  plannedOn: true,
  finishBy: true,
  deliveredOn: true,
  countsOn: true,
  form: true,
  amountFen: true,
  fundSource: true,
  effect: true,
  status: true,
  signer: true,
  confirmedOn: true,
  planId: true,
  type: { select: TYPE_SHOWN },
  person: { select: { name: true } },
} as const satisfies Prisma.SupportMeasureSelect

type Row = Prisma.SupportMeasureGetPayload<{ select: typeof MEASURE_SHOWN }>
export type ShownType = { code: string; category: Category; nameZh: string; nameEn: string }
export type ShownMeasure = ReturnType<typeof shownMeasure>

/** Whether a role reads what a measure is called: who may read about health, and a department of its own field, the only one it sees. */
export const readsWords = (role: Role) => may(role, 'health:read') || seesOwnField(role)

/**
 * A measure as the actor may read it. What it is called and what it brought may speak of illness: whoever may not read about health sees its
 * category, money and days.
 */
export function shownMeasure(ctx: Ctx, { type, person, amountFen, ...row }: Row) {
  const open = readsWords(ctx.actor.role)
  const { risks: _risks, mode: _mode, ...named } = type
  return {
    ...row,
    title: open ? row.title : '',
    scale: open ? row.scale : '',
    effect: open ? row.effect : '',
    signer: row.signer && shownName(ctx, row.signer),
    plannedOn: dayFrom(row.plannedOn),
    finishBy: dayFrom(row.finishBy),
    deliveredOn: row.deliveredOn && dayFrom(row.deliveredOn),
    countsOn: dayFrom(row.countsOn),
    confirmedOn: row.confirmedOn && dayFrom(row.confirmedOn),
    fundSource: row.fundSource as FundSource | null,
    amountFen: Number(amountFen),
    category: type.category as Category,
    type: open ? (named as ShownType) : null,
    person: person && shownName(ctx, person.name),
  }
}
