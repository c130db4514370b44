import { describe, expect, it, vi } from 'vitest'
import { openLedger } from '@/lib/transfer/files/open-ledger'
import { Ledger } from '@/lib/transfer/rules/ledger'
import type { LedgerContext, LedgerPlan } from '@/lib/transfer/schema'
import { CSV_SHEET, csvOf } from '@/prisma/seed/sample-ledger'
import { type YearlyKind, yearlyLedger } from '@/prisma/seed/yearly-ledger'

vi.setConfig({ testTimeout: 60_000 })
const TODAY = '2026-11-23'
const KINDS: readonly YearlyKind[] = ['INCOMES', 'LIVING', 'MEMBERS']
const context: LedgerContext = { today: TODAY, isDemo: true, countyCode: '130799', countyName: '青岭县', villages: [] }

const sample = (kind: YearlyKind, rows: number, faults: number, seed: number) =>
  yearlyLedger({ kind, rows, faults, seed, sheet: CSV_SHEET, today: TODAY })

async function check(text: string): Promise<LedgerPlan> {
  const ledger = new Ledger(context)
  for await (const row of openLedger(Buffer.from(text))) ledger.add(row)
  return ledger.finish()
}

const place = ({ row, column, code }: { row: number; column: string; code: string }) => `${row} ${column} ${code}`

describe.each(KINDS)('a ledger of %s', (kind) => {
  it('without faults gives none, in seventeen files', async () => {
    for (let seed = 1; seed <= 17; seed++) {
      const plan = await check(csvOf(sample(kind, 120, 0, seed)))
      expect([plan.kind, plan.faults, plan.goodRows]).toEqual([kind, [], 120])
    }
  })

  it('with 2000 planted faults has every one named and none invented', async () => {
    const ledger = sample(kind, 2600, 2000, 5)
    const plan = await check(csvOf(ledger))
    expect(plan.faults.map(place).sort()).toEqual(ledger.faults.map(place).sort())
    expect(plan.goodRows).toBe(600)
    for (const { column, value } of plan.faults) if (column === '证件号码') expect(value).not.toMatch(/\d{11}/)
  })
})
