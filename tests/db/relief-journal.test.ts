import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unscoped, withScope } from '@/lib/platform/db'
import { DomainError } from '@/lib/platform/errors'
import { accountOf, postEntry } from '@/lib/relief/commands/entries'
import { changesOf, contrary, movement, type Side } from '@/lib/relief/rules/journal'
import { random } from '@/prisma/seed/random'
import { closeOwner, owner, PLACES } from '../support/builders'
import { balances, codeOf, fill, layRelief, type ReliefPeople, say } from '../support/relief'

let people: ReliefPeople

beforeAll(async () => {
  people = await layRelief()
})
afterAll(async () => {
  await unscoped().$disconnect()
  await closeOwner()
})

type Person = keyof typeof people

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
    let [asked, refused] = [0, 0]
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
          const many: ReturnType<typeof invent>[] = []
          while (many.length < 350) {
            const entry = invent()
            if (!entry.fits) continue
            keep(entry)
            many.push(entry)
          }
          asked += many.length
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
            asked++
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
    expect(asked).toBe(10_000)
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
