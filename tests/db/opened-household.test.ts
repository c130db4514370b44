import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logReading } from '@/lib/audit/readings'
import { getOpenedHousehold } from '@/lib/dossier/queries/opened'
import { listEvidence } from '@/lib/evidence/queries/list'
import { listHouseholdFindings } from '@/lib/findings/queries/household'
import { findWhereNow } from '@/lib/households/queries/as-of'
import { getHousehold } from '@/lib/households/queries/record'
import { getWholeHousehold } from '@/lib/households/queries/whole'
import { getStatusHistory } from '@/lib/identification/queries/history'
import type { Actor } from '@/lib/platform/actor'
import { type Ctx, type Db, unscoped, withScope } from '@/lib/platform/db'
import { NotFoundError } from '@/lib/platform/errors'
import { may } from '@/lib/platform/permissions'
import { getHouseholdQuality } from '@/lib/quality/queries/household'
import { listHouseholdRelief } from '@/lib/relief/queries/household'
import { getHouseholdSupport } from '@/lib/support/queries/household'
import { type BuiltHousehold, closeOwner, owner } from '../support/builders'
import { type Home, openedHouseholds, type Reader } from '../support/opened-households'

let readers: Record<Reader, Actor>
let homes: Record<Home, BuiltHousehold>

beforeAll(async () => {
  ;({ readers, homes } = await openedHouseholds())
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

const change = (text: string, ...values: unknown[]) => owner().query(text, values)

/** What the page shows, read part by part. */
async function partByPart(ctx: Ctx, id: string, from: string, only: unknown) {
  const record = await getHousehold(ctx, id, from, only)
  const { id: householdId, countyCode } = record.household
  return {
    record,
    whole: await getWholeHousehold(ctx, countyCode, householdId),
    evidence: await listEvidence(ctx, { householdId: id, take: 4 }),
    history: await getStatusHistory(ctx, id),
    relief: await listHouseholdRelief(ctx, householdId),
    quality: from ? null : await getHouseholdQuality(ctx, householdId),
    support: from ? null : await getHouseholdSupport(ctx, householdId),
    findings:
      from || !may(ctx.actor.role, 'finding:read')
        ? null
        : await listHouseholdFindings(ctx, { countyCode, householdId }),
  }
}

/** As the page reads it. */
async function opened(ctx: Ctx, id: string, from = '', only?: unknown) {
  const { household: place } = await findWhereNow(ctx, id)
  if (!place) throw new NotFoundError()
  return getOpenedHousehold(ctx, { id, place, from, only })
}

/** The answer, or that there is none. */
const answered = <R>(asked: Promise<R>) =>
  asked.catch((error: unknown) => {
    if (error instanceof NotFoundError) return 'missing' as const
    throw error
  })

const names = <K extends string>(record: Record<K, unknown>) => Object.keys(record) as K[]

describe('what a household’s page reads at once', () => {
  test('is what its parts say one by one, to every reader and of every household', async () => {
    const missing: string[] = []
    for (const reader of names(readers)) {
      for (const home of names(homes)) {
        const { id } = homes[home]
        await withScope(readers[reader], async (ctx) => {
          const atOnce = await answered(opened(ctx, id))
          expect(atOnce, `${home} for ${reader}`).toEqual(await answered(partByPart(ctx, id, '', undefined)))
          if (atOnce === 'missing') missing.push(`${reader} ${home}`)
        })
      }
    }
    const sees = (reader: Reader) => names(homes).filter((home) => !missing.includes(`${reader} ${home}`))
    expect(sees('office')).toEqual(['plain', 'full', 'unpaired', 'kept', 'dropped'])
    expect(sees('secretary')).toEqual(sees('office'))
    expect(sees('helper')).toEqual(['plain', 'full', 'kept'])
    expect(sees('viewer')).toEqual(['plain', 'full', 'unpaired', 'foreign', 'kept', 'dropped'])
    expect(sees('stranger')).toEqual([])
  })

  test('is something of everything where something of everything is known', async () => {
    const page = await withScope(readers.office, (ctx) => opened(ctx, homes.full.id))
    expect(page).toMatchObject({
      whole: { file: { naturalVillage: '东沟' }, livings: [{ year: 2026 }, { year: 2025 }] },
      evidence: { total: 5 },
      relief: { filialFen: 100_000, bonusFen: 10_000 },
      support: { monitored: { risks: ['ILLNESS', 'UNSTABLE_EMPLOYMENT'] }, plans: [{ year: 2026 }] },
      quality: { householdId: homes.full.id },
    })
    expect(page.evidence.older).not.toBeNull()
    expect(page.whole.file.phone).toMatch(/\|138\*{4}5678$/)
    expect(page.record.earlier).not.toBeNull()
    expect(page.relief.events[0]?.staircase.stairs[0]).toMatchObject({ paidFen: 100 })
    expect(page.support?.measures.map(({ person }) => person)).toContain('李桂兰')
    expect(page.findings?.map(({ status }) => status)).toEqual(['RECTIFYING', 'RECTIFYING', 'CLOSED'])
    expect(page.quality?.issues.some(({ explanation }) => explanation !== null)).toBe(true)
    const kept = await withScope(readers.office, (ctx) => opened(ctx, homes.kept.id))
    expect([kept.findings?.length, kept.support?.measures.length]).toEqual([1, 1])
  })

  test('is less where the timeline goes on, and the same part by part', async () => {
    const { id } = homes.full
    await withScope(readers.secretary, async (ctx) => {
      const from = (await opened(ctx, id)).record.earlier ?? ''
      for (const only of [undefined, 'visits']) {
        const later = await opened(ctx, id, from, only)
        expect(later).toEqual(await partByPart(ctx, id, from, only))
        expect([later.quality, later.support, later.findings]).toEqual([null, null, null])
      }
    })
  })

  test('is nothing of a household that has ended but its last day', async () => {
    const now = (reader: Actor, id: string) => withScope(reader, (ctx) => findWhereNow(ctx, id))
    expect(await now(readers.office, homes.ended.id)).toEqual({ lastDay: '2026-03-09', household: null })
    expect(await now(readers.stranger, homes.ended.id)).toEqual({ lastDay: null, household: null })
    expect(await now(readers.office, homes.dropped.id)).toMatchObject({
      lastDay: null,
      household: { id: homes.kept.id },
    })
    for (const id of ['', 'x', randomUUID()])
      expect(await now(readers.office, id)).toEqual({ lastDay: null, household: null })
  })

  test('is checked for quality first where its village was changed since', async () => {
    const read = () => withScope(readers.cadre, (ctx) => opened(ctx, homes.unpaired.id))
    const rules = async () => (await read()).quality?.issues.map(({ ruleId }) => ruleId)
    const before = await rules()
    await change(
      `UPDATE person SET labour = 'LOST', health = '{HEALTHY}', education = 'PRIMARY' WHERE id = $1`,
      homes.unpaired.headId,
    )
    expect(before).not.toContain('R21')
    expect(await rules()).toContain('R21')
  })

  test('takes one statement after the one that finds it, and with the line of the access log at most three', async () => {
    for (const home of ['plain', 'full', 'dropped'] as const) {
      const { id } = homes[home]
      // The first reading of a day writes its line.
      await withScope(readers.secretary, (ctx) => page(ctx, id))
      const sent = await withScope(readers.secretary, async (ctx) => {
        const { counted, statements } = counting(ctx)
        await page(counted, id)
        return statements
      })
      expect(sent.map((text) => text.trim().slice(0, 6))).toEqual(['SELECT', 'SELECT', 'SELECT'])
    }
  })
})

async function page(ctx: Ctx, id: string): Promise<void> {
  const { record } = await opened(ctx, id)
  await logReading(ctx, { householdId: record.household.id, regionCode: record.household.regionCode })
}

/** The same context, with what it asks of the database; only tagged statements are one each. */
function counting(ctx: Ctx) {
  const statements: string[] = []
  const db = new Proxy(ctx.db, {
    get(target, name) {
      if (name !== '$queryRaw') throw new Error(`asked for ${String(name)}`)
      return (first: { sql?: string; join?: unknown } & readonly string[], ...values: unknown[]) => {
        statements.push(first.sql ?? first.join('?'))
        return (target as Db).$queryRaw(first as never, ...(values as never[]))
      }
    },
  })
  return { counted: { ...ctx, db } as Ctx, statements }
}
