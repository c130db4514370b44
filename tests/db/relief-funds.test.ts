import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { execute } from '@/lib/platform/command'
import { unscoped, withScope } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { accountOf, postEntry } from '@/lib/relief/commands/entries'
import { payFilialList } from '@/lib/relief/commands/filial'
import { changesOf, contrary, movement, type Side } from '@/lib/relief/rules/journal'
import { random } from '@/prisma/seed/random'
import { aHousehold, type BuiltHousehold, closeOwner, layGround, owner, PLACES } from '../support/builders'
import { layPolicy } from '../support/policy'
import { balances, codeOf, fill, reliefPeople, say } from '../support/relief'

let people: Awaited<ReturnType<typeof reliefPeople>>
let household: BuiltHousehold

beforeAll(async () => {
  await layGround()
  await layPolicy()
  people = await reliefPeople()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})
beforeEach(async () => {
  household = await aHousehold()
})

type Person = keyof typeof people
const contribute = (yuan: string, paidOn: string, over: object = {}, who: Person = 'cadre') =>
  say(people[who], 'contributeFilial', {
    id: randomUUID(),
    householdId: household.id,
    parentId: household.headId,
    childName: '王小川',
    amountYuan: yuan,
    paidOn,
    ...over,
  })
const prepare = (id: string, half: 1 | 2, on: string, year = 2025) =>
  say(people.cadre, 'prepareFilialList', { id, regionCode: PLACES.village, year, half: String(half), on })
const listRow = async (id: string) => (await owner().query('SELECT * FROM filial_list WHERE id = $1', [id])).rows[0]
const carry = async (who: Person, name: string, id: string, on: string, over: object = {}) =>
  say(people[who], name, { listId: id, version: (await listRow(id)).version, on, ...over })
const fund = (yuan: string, over: object) => fill(people.office, 5, yuan, { year: 2025, ...over })

describe('the filial fund', () => {
  it('story 7: contributions of both halves, 10 % once on each, split 50/15/10/25, the donations left roll over to the next year', async () => {
    await fund('10000', { regionCode: PLACES.county })
    await fund('3000', { regionCode: PLACES.township })
    await fund('2000', { regionCode: PLACES.village })
    await fund('800', { regionCode: PLACES.county, source: 'DONATION' })
    const [first, second] = [randomUUID(), randomUUID()]
    expect(await contribute('1200', '2025-06-30')).toBe('done')
    expect(await contribute('1500.55', '2025-07-01')).toBe('done')
    expect(codeOf(await contribute('1200', '2025-03-01'))).toBe('relief.contributedAlready')
    expect(await prepare(first, 1, '2025-07-05')).toBe('done')
    expect(await listRow(first)).toMatchObject({
      contributions: 1,
      total_fen: '120000',
      bonus_fen: '12000',
      county_fen: '6000',
      township_fen: '1800',
      village_fen: '1200',
      donation_fen: '3000',
    })
    expect(codeOf(await prepare(randomUUID(), 1, '2025-07-05'))).toBe('relief.nothingToList')
    expect(await carry('clerk', 'checkFilialList', first, '2025-07-06')).toBe('done')
    expect(await carry('office', 'payFilialList', first, '2025-07-10', { document: '批次1' })).toBe('done')
    expect(await prepare(second, 2, '2026-01-05')).toBe('done')
    const { bonus_fen, county_fen, township_fen, village_fen, donation_fen } = await listRow(second)
    expect(bonus_fen).toBe('15006')
    expect([county_fen, township_fen, village_fen, donation_fen]).toEqual(['7503', '2251', '1501', '3751'])
    expect(await carry('clerk', 'checkFilialList', second, '2026-01-06')).toBe('done')
    expect(await carry('office', 'payFilialList', second, '2026-01-10', { document: '批次2' })).toBe('done')
    expect(await balances(PLACES.village, 5, 2025)).toMatchObject({ DEPOSIT: 0, PAID: 270_055 + 27_006 })
    expect(await balances(PLACES.county, 5, 2025)).toMatchObject({ DONATION: 80_000 - 3_000 - 3_751 })
    const roll = (on: string) =>
      say(people.office, 'rollOver', { id: randomUUID(), regionCode: PLACES.county, year: 2025, on, document: '结余' })
    expect(codeOf(await roll('2025-12-30'))).toBe('relief.yearNotOver')
    expect(await roll('2026-01-15')).toBe('done')
    expect(codeOf(await roll('2026-01-15'))).toBe('relief.nothingLeft')
    expect(await balances(PLACES.county, 5, 2025)).toMatchObject({ DONATION: 0 })
    expect(await balances(PLACES.county, 5, 2026)).toMatchObject({ DONATION: 73_249 })
  })

  it('is for parents of 60 and more of the household, on the day of the 60th birthday but not the day before', async () => {
    await owner().query(`UPDATE person SET birth_date = '1965-05-10' WHERE id = $1`, [household.headId])
    expect(await contribute('100', '2025-05-09')).toEqual(['relief.parentTooYoung', { age: 60 }])
    await expect(
      owner().query(
        `INSERT INTO filial_contribution (county_code, id, region_code, household_id, parent_id, child_name, year, half, paid_on, amount_fen, bonus_fen, collected_by,
           collected_by_name, collected_at) VALUES ('130799', gen_random_uuid(), $1, $2, $3, 'x', 2025, 1, '2025-05-09', 10000, 1000, $3, 'x', now())`,
        [household.regionCode, household.id, household.headId],
      ),
    ).rejects.toThrow('no parent of 60')
    expect(await contribute('100', '2025-05-10')).toBe('done')
    expect(await contribute('100', '2025-05-10', { parentId: randomUUID() })).toBe('relief.notAMember')
    expect(await contribute('0', '2025-05-10')).toMatchObject({ amountYuan: { code: 'relief.notAnAmount' } })
    expect(await contribute('100', '2025-05-10', {}, 'neighbour')).toBe('notFound')
    expect(await contribute('100', '2025-05-10', {}, 'office')).toBe('forbidden')
  })

  it('keeps four eyes, pays a list once whoever asks how often, and never puts a contribution on two lists', async () => {
    await fund('100', { regionCode: PLACES.county })
    await fund('100', { regionCode: PLACES.township })
    await fund('100', { regionCode: PLACES.village })
    await fund('100', { regionCode: PLACES.county, source: 'DONATION' })
    const id = randomUUID()
    await contribute('300', '2025-08-01')
    expect(
      await say(people.clerk, 'prepareFilialList', {
        id,
        regionCode: PLACES.village,
        year: 2025,
        half: '2',
        on: '2026-01-20',
      }),
    ).toBe('done')
    expect(await carry('clerk', 'checkFilialList', id, '2026-01-21')).toBe('relief.preparerChecks')
    await expect(
      owner().query(
        `UPDATE filial_list SET status = 'CHECKED', checked_by = prepared_by, checked_by_name = 'x', checked_on = '2026-01-21' WHERE id = $1`,
        [id],
      ),
    ).rejects.toThrow('filial_list_four_eyes')
    expect(await carry('office', 'payFilialList', id, '2026-01-21', { document: 'x' })).toBe('relief.notNow')
    expect(await carry('secondClerk', 'checkFilialList', id, '2026-01-21')).toBe('done')
    const input = { listId: id, version: 2, on: '2026-01-22', document: '批次3' }
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        execute(index % 2 ? people.office : people.secondOffice, payFilialList, input, { id: randomUUID() }),
      ),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    await expect(
      owner().query('UPDATE filial_contribution SET list_id = NULL WHERE list_id = $1', [id]),
    ).rejects.toThrow('on its list')
    await expect(owner().query('UPDATE filial_list SET version = 9 WHERE id = $1', [id])).rejects.toThrow('no step')
  })

  it('does not pay a bonus that its funds do not hold', async () => {
    const id = randomUUID()
    await contribute('9000000', '2025-09-01')
    await prepare(id, 2, '2026-02-01')
    await carry('clerk', 'checkFilialList', id, '2026-02-02')
    expect(codeOf(await carry('office', 'payFilialList', id, '2026-02-03', { document: 'x' }))).toBe('relief.fundShort')
    expect((await listRow(id)).status).toBe('CHECKED')
  })
})

describe('the journal of the funds', () => {
  it('an entry is reversed, never edited or deleted, and only once', async () => {
    const id = randomUUID()
    await fill(people.clerk, 6, '5000', { id, year: 2024 })
    for (const [sql, words] of [
      ['UPDATE fund_line SET debit_fen = debit_fen + 1 WHERE entry_id = $1', 'kept as they were'],
      ['DELETE FROM fund_line WHERE entry_id = $1', 'kept as they were'],
      ["UPDATE fund_entry SET note = 'x' WHERE id = $1", 'kept as they were'],
      ['DELETE FROM fund_entry WHERE id = $1', 'kept as they were'],
    ] as const)
      await expect(owner().query(sql, [id])).rejects.toThrow(words)
    const back = (who: Person) =>
      say(people[who], 'reverseEntry', { id: randomUUID(), entryId: id, on: '2026-02-01', reason: '记错' })
    expect(await back('neighbour')).toBe('forbidden')
    expect(await back('clerk')).toBe('done')
    expect(await back('office')).toBe('relief.reversedAlready')
    expect(await balances(PLACES.township, 6, 2024)).toEqual({ BUDGET: 0, OUTSIDE: 0 })
  })

  it('an entry that does not sum to zero, has no lines, or takes a fund below zero does not survive its transaction', async () => {
    const attack = (work: (db: { query: (sql: string) => Promise<unknown> }, entry: string) => Promise<unknown>) =>
      (async () => {
        const client = await owner().connect()
        const entry = randomUUID()
        try {
          await client.query('BEGIN')
          await client.query(
            `INSERT INTO fund_entry (county_code, id, region_code, entry_no, kind, entry_on, recorded_by, recorded_by_name, recorded_at)
             VALUES ('130799', '${entry}', '${PLACES.township}', '${entry.slice(0, 18)}', 'PAY_IN', '2026-01-01', gen_random_uuid(), 'x', now())`,
          )
          await work(client, entry)
          await client.query('COMMIT')
        } catch (error) {
          await client.query('ROLLBACK')
          throw error
        } finally {
          client.release()
        }
      })()
    await fill(people.clerk, 6, '10', { year: 2023 })
    const { rows } = await owner().query(
      `SELECT id, source FROM fund_account WHERE region_code = $1 AND line = 6 AND year = 2023`,
      [PLACES.township],
    )
    const at = (source: string) => rows.find((row) => row.source === source).id
    const line = (entry: string, no: number, account: string, debit: number, credit: number) =>
      `INSERT INTO fund_line (county_code, entry_id, line_no, region_code, account_id, debit_fen, credit_fen)
       VALUES ('130799', '${entry}', ${no}, '${PLACES.township}', '${account}', ${debit}, ${credit})`
    await expect(attack(async () => undefined)).rejects.toThrow('has no lines')
    await expect(attack((db, entry) => db.query(line(entry, 1, at('BUDGET'), 5, 0)))).rejects.toThrow('differ by 5 fen')
    await expect(attack((db, entry) => db.query(line(entry, 1, at('BUDGET'), 5, 5)))).rejects.toThrow(
      'fund_line_one_side',
    )
    await expect(
      attack(async (db, entry) => {
        await db.query(line(entry, 1, at('BUDGET'), 0, 1_001))
        await db.query(line(entry, 2, at('OUTSIDE'), 1_001, 0))
      }),
    ).rejects.toThrow('below zero')
    expect(await balances(PLACES.township, 6, 2023)).toEqual({ BUDGET: 1_000, OUTSIDE: -1_000 })
  })

  it('townships and counties pay in where the fund is kept, and nowhere else', async () => {
    expect(codeOf(await fill(people.office, 3, '100', { regionCode: PLACES.village }))).toBe('relief.fundOfTownship')
    expect(codeOf(await fill(people.office, 6, '100', { regionCode: PLACES.county }))).toBe('relief.fundOfTownship')
    expect(codeOf(await fill(people.office, 5, '100', { source: 'DONATION' }))).toBe('relief.donationsOfCounty')
    expect(await fill(people.clerk, 6, '100', { regionCode: PLACES.otherTownship })).toBe('notFound')
    expect(await fill(people.clerk, 6, '1,250.50', { year: 2022 })).toBe('done')
    expect(await balances(PLACES.township, 6, 2022)).toMatchObject({ BUDGET: 125_050 })
  })

  it('10,000 random operations: every balance is what an independent sum says, and no fund is ever below zero', async () => {
    const dice = random(20_261_125)
    const accounts = await withScope(people.office, async (ctx) => {
      const made: { id: string; source: string; regionCode: string }[] = []
      for (const regionCode of [PLACES.township, PLACES.otherTownship, PLACES.county])
        for (const year of [2030, 2031])
          for (const source of ['OUTSIDE', 'BUDGET', 'PAID'] as const) {
            const key = { countyCode: '130799', regionCode, line: 5, year, source } as const
            made.push({ id: await accountOf(ctx, key), source, regionCode })
          }
      return made
    })
    const own = new Map(accounts.map(({ id }) => [id, 0]))
    const mayOwe = new Set(accounts.filter(({ source }) => source === 'OUTSIDE').map(({ id }) => id))
    const posted: { id: string; sides: Side[]; reversed: boolean }[] = []
    const of = (source: string) => accounts.filter((account) => account.source === source)
    let refused = 0
    const invent = () => {
      const fen = dice.int(1, 500_000)
      const earlier = posted.length > 0 && dice.chance(0.15) ? dice.one(posted) : undefined
      const reverses = earlier && !earlier.reversed ? earlier : undefined
      const [outside, funds, paid] = [of('OUTSIDE'), of('BUDGET'), of('PAID')]
      const [a, b] = dice.shuffled(funds)
      const sides = reverses
        ? contrary(reverses.sides)
        : dice.weighted([
            [movement(dice.one(outside).id, dice.one(funds).id, fen), 4],
            [movement(dice.one(funds).id, dice.one(paid).id, fen), 5],
            [movement(a?.id ?? '', b?.id ?? '', fen), 2],
          ])
      const fits = [...changesOf(sides)].every(([id, by]) => mayOwe.has(id) || (own.get(id) ?? 0) + by >= 0)
      return { id: dice.uuid(), sides, fits, reverses }
    }
    const keep = ({ id, sides, reverses }: ReturnType<typeof invent>) => {
      for (const [account, by] of changesOf(sides)) own.set(account, (own.get(account) ?? 0) + by)
      if (reverses) reverses.reversed = true
      else posted.push({ id, sides, reversed: false })
    }
    const regionOf = new Map(accounts.map(({ id, regionCode }) => [id, regionCode]))
    for (let batch = 0; batch < 25; batch++) {
      await withScope(
        people.office,
        async (ctx) => {
          const shared = { countyCode: '130799', regionCode: PLACES.county, entryOn: new Date('2026-03-01') }
          const by = { recordedBy: people.office.userId, recordedByName: 'x', recordedAt: new Date('2026-03-01') }
          const many = Array.from({ length: 350 }, () => {
            const entry = invent()
            if (entry.fits) keep(entry)
            return entry
          }).filter(({ fits }) => fits)
          await ctx.db.fundEntry.createMany({
            data: many.map(({ id, reverses }) => ({
              ...shared,
              ...by,
              id,
              entryNo: id.slice(0, 18),
              kind: reverses ? 'REVERSE' : 'PAY_IN',
              reverses: reverses?.id,
            })),
          })
          await ctx.db.fundLine.createMany({
            data: many.flatMap(({ id, sides }) =>
              sides.map((side, index) => ({
                ...side,
                countyCode: '130799',
                entryId: id,
                lineNo: index + 1,
                regionCode: regionOf.get(side.accountId) as string,
              })),
            ),
          })
          for (let turn = 0; turn < 50; turn++) {
            const entry = invent()
            const { id, sides, reverses } = entry
            const kind = reverses ? 'REVERSE' : 'PAY_IN'
            const told = {
              countyCode: '130799',
              regionCode: PLACES.county,
              kind,
              on: '2026-03-01',
              document: '',
            } as const
            const answer = await postEntry(ctx, { ...told, id, sides, reverses: reverses?.id }).catch((error) => {
              if (error instanceof DomainError) return error
              throw error
            })
            expect(answer instanceof DomainError).toBe(!entry.fits)
            if (entry.fits) keep(entry)
            else refused++
          }
        },
        { timeoutMs: 60_000 },
      )
    }
    const { rows } = await owner().query(
      `SELECT a.id, a.source, sum(l.debit_fen)::bigint - sum(l.credit_fen)::bigint AS fen FROM fund_account a JOIN fund_line l ON l.account_id = a.id
       WHERE a.line = 5 AND a.year IN (2030, 2031) GROUP BY 1, 2`,
    )
    expect(rows.map(({ id, fen }) => [id, Number(fen)]).sort()).toEqual(
      [...own].filter(([id]) => rows.some((row) => row.id === id)).sort(),
    )
    expect(rows.filter(({ source, fen }) => source !== 'OUTSIDE' && Number(fen) < 0)).toEqual([])
    expect(rows.reduce((sum, { fen }) => sum + Number(fen), 0)).toBe(0)
    expect(refused).toBeGreaterThan(50)
    expect(posted.length).toBeGreaterThan(3_000)
  }, 600_000)

  it('two payouts at once never spend the same money', async () => {
    await fill(people.clerk, 6, '100', { year: 2021 })
    const pay = () =>
      withScope(people.office, async (ctx) => {
        const key = { countyCode: '130799', regionCode: PLACES.township, line: 6, year: 2021 } as const
        const fundId = await accountOf(ctx, { ...key, source: 'BUDGET' })
        const paid = await accountOf(ctx, { ...key, source: 'PAID' })
        await postEntry(ctx, {
          id: randomUUID(),
          countyCode: '130799',
          regionCode: PLACES.township,
          kind: 'PAY_OUT',
          on: '2026-03-01',
          sides: movement(fundId, paid, 6_000),
          document: '',
        })
      })
    const outcomes = await Promise.allSettled([pay(), pay(), pay(), pay()])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await balances(PLACES.township, 6, 2021)).toMatchObject({ BUDGET: 4_000, PAID: 6_000 })
  })
})
