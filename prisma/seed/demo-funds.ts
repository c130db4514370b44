import { addDays } from '@/lib/platform/days'
import { pad, prefixOf } from '@/lib/regions/rules'
import { bonusOf, halfOf, isParentAge, splitBonus } from '@/lib/relief/rules/filial'
import { collected, movement, type Side } from '@/lib/relief/rules/journal'
import type { EntryKind, FundSource } from '@/lib/relief/schema/funds'
import type { DemoMember, DemoOfficer, DemoTables, ReliefStage } from './demo-relief'
import { inventName } from './names'

const COUNTY = '130799'
const COUNTY_REGION = pad(COUNTY)
const MONEY_IN: Readonly<Record<string, number>> = { 3: 20_000_000, 6: 5_000_000, 5: 6_000_000 }
const FILIAL_SHARE = 0.03
const SOURCE = '虚构，仅供演示'

type Payment = {
  township: string
  line: 3 | 6
  on: string
  fen: number
  applicationId: string
  document: string
  by: DemoOfficer
}
export type DemoFunds = { payOut(payment: Payment): void; recover(payment: Payment): void; tables(): DemoTables }

/** The demo county's accounts and entries: money comes in at the beginning of a year, payouts leave, nothing is below zero. */
export function planFunds(stage: ReliefStage): DemoFunds {
  const { random, today, officers } = stage
  const accounts = new Map<string, { id: string; region: string; line: number; source: FundSource; year: number }>()
  const entries: DemoTables[string] = []
  const lines: DemoTables[string] = []
  const year = today.slice(0, 4)

  const accountOf = (region: string, line: number, source: FundSource, of: number): string => {
    const key = [region, line, source, of].join(' ')
    const known = accounts.get(key)
    if (known) return known.id
    const id = random.uuid()
    accounts.set(key, { id, region, line, source, year: of })
    if (source === 'BUDGET' || source === 'DONATION') {
      const outside = accountOf(region, line, 'OUTSIDE', of)
      const sides = movement(outside, id, MONEY_IN[line] ?? 0)
      const document = source === 'DONATION' ? '社会捐赠汇总（演示）' : '资金下达文件（演示）'
      post('PAY_IN', region, `${of}-01-08`, sides, { document, by: officers.office })
    }
    return id
  }
  const post = (
    kind: EntryKind,
    region: string,
    on: string,
    sides: readonly Side[],
    told: Parameters<Post>[4] & { applicationId?: string },
  ) => {
    const id = random.uuid()
    const regions = new Map([...accounts.values()].map((account) => [account.id, account.region]))
    entries.push({
      county_code: COUNTY,
      id,
      region_code: region,
      entry_no: `PZ-${year}-${String(entries.length + 1).padStart(4, '0')}`,
      kind,
      entry_on: on,
      note: '',
      document: told.document,
      reverses: null,
      application_id: told.applicationId ?? null,
      list_id: told.listId ?? null,
      contribution_id: told.contributionId ?? null,
      recorded_by: told.by.id,
      recorded_by_name: told.by.name,
      recorded_at: `${on}T02:00:00Z`,
    })
    for (const [index, { accountId, debitFen, creditFen }] of sides.entries())
      lines.push({
        county_code: COUNTY,
        entry_id: id,
        line_no: index + 1,
        region_code: regions.get(accountId) as string,
        account_id: accountId,
        debit_fen: debitFen,
        credit_fen: creditFen,
      })
  }
  const both = ({ township, line, on }: Payment) =>
    [
      accountOf(township, line, 'BUDGET', Number(on.slice(0, 4))),
      accountOf(township, line, 'PAID', Number(on.slice(0, 4))),
    ] as const
  const filial = planFilial(stage, accountOf, post)
  return {
    payOut(payment) {
      const [fund, paid] = both(payment)
      post('PAY_OUT', payment.township, payment.on, movement(fund, paid, payment.fen), payment)
    },
    recover(payment) {
      const [fund, paid] = both(payment)
      post('RECOVER', payment.township, payment.on, movement(paid, fund, payment.fen), payment)
    },
    tables: () => ({
      ...filial,
      fund_account: [...accounts.values()].map(({ id, region, line, source, year: of }) => ({
        county_code: COUNTY,
        id,
        region_code: region,
        line,
        source,
        year: of,
      })),
      fund_entry: entries,
      fund_line: lines,
      insurance_policy: policies(stage),
      running_number: [
        { county_code: COUNTY, kind: 'XX', year: Number(year), last: filial.filial_list?.length ?? 0 },
        { county_code: COUNTY, kind: 'PZ', year: Number(year), last: entries.length },
      ],
    }),
  }
}

type AccountOf = (region: string, line: number, source: FundSource, year: number) => string
type Post = (
  kind: EntryKind,
  region: string,
  on: string,
  sides: readonly Side[],
  told: { document: string; by: DemoOfficer; listId?: string; contributionId?: string },
) => void

/** Contributions of the last half-year on lists in every state, and of this one, which still wait. */
function planFilial(stage: ReliefStage, accountOf: AccountOf, post: Post): DemoTables {
  const { random, today, households, members, parameters, officers } = stage
  const now = halfOf(today)
  const thisHalf = `${now.year}-${now.half === 1 ? '01' : '07'}-01`
  const before = addDays(thisHalf, -1)
  const contributions: DemoTables[string] = []
  const byVillage = new Map<string, DemoTables[string]>()
  const wanted = Math.max(18, Math.round(households.length * FILIAL_SHARE))
  const parents = random.shuffled(households).flatMap((household) => {
    const parent = (members.get(household.id) ?? []).find(({ birthDate }) =>
      isParentAge(birthDate, addDays(before, -150)),
    )
    return parent ? [{ household, parent }] : []
  })
  const give = (
    household: ReliefStage['households'][number],
    parent: DemoMember,
    childName: string,
    paidOn: string,
  ) => {
    const policy = { rows: parameters, regionCode: household.regionCode, day: paidOn }
    const amount = random.int(6, 24) * 10_000
    const row = {
      county_code: COUNTY,
      id: random.uuid(),
      region_code: household.regionCode,
      household_id: household.id,
      parent_id: parent.personId,
      child_name: childName,
      ...halfOf(paidOn),
      paid_on: paidOn,
      amount_fen: amount,
      bonus_fen: bonusOf(amount, policy),
      list_id: null as string | null,
      collected_by: officers.cadre.id,
      collected_by_name: officers.cadre.name,
      collected_at: `${paidOn}T02:00:00Z`,
    }
    contributions.push(row)
    const year = Number(paidOn.slice(0, 4))
    const at = (source: FundSource) => accountOf(household.regionCode, 5, source, year)
    post('DEPOSIT', household.regionCode, paidOn, movement(at('OUTSIDE'), at('DEPOSIT'), amount), {
      document: childName,
      by: officers.cadre,
      contributionId: row.id,
    })
    return row
  }
  for (const { household, parent } of parents.slice(0, wanted)) {
    const child = inventName(random, random.chance(0.6) ? 'M' : 'F', 1985)
    const row = give(household, parent, child, addDays(before, -random.int(3, 120)))
    byVillage.set(household.regionCode, [...(byVillage.get(household.regionCode) ?? []), row])
    if (random.chance(0.5) && today > addDays(thisHalf, 10))
      give(household, parent, child, addDays(thisHalf, random.int(2, 9)))
  }
  const lists = [...byVillage].map(([regionCode, rows], index) => {
    const status = (['PAID', 'CHECKED', 'PREPARED'] as const)[index % 3] as string
    return listOf(stage, { regionCode, rows, status, no: index + 1, accountOf, post })
  })
  return { filial_list: lists, filial_contribution: contributions }
}

type Listed = {
  regionCode: string
  rows: DemoTables[string]
  status: string
  no: number
  accountOf: AccountOf
  post: Post
}

function listOf(
  stage: ReliefStage,
  { regionCode, rows, status, no, accountOf, post }: Listed,
): DemoTables[string][number] {
  const { random, today, parameters, officers } = stage
  const [first] = rows as { year: number; half: number; amount_fen: number; bonus_fen: number }[]
  const sum = (column: 'amount_fen' | 'bonus_fen') => rows.reduce((all, row) => all + Number(row[column]), 0)
  const [total, bonus] = [sum('amount_fen'), sum('bonus_fen')]
  const shares = splitBonus(bonus, { rows: parameters, regionCode, day: today })
  const id = random.uuid()
  for (const row of rows) row.list_id = id
  const year = first?.year ?? 0
  const end = `${year}-${first?.half === 1 ? '06-30' : '12-31'}`
  const [prepared, checked, paid] = [addDays(end, 5), addDays(end, 9), addDays(end, 15)].map((day) =>
    day > today ? today : day,
  ) as [string, string, string]
  const township = pad(prefixOf(regionCode, 'TOWNSHIP'))
  if (status === 'PAID') {
    const at = (region: string, source: FundSource) => accountOf(region, 5, source, year)
    const sides = collected(
      [
        [at(regionCode, 'DEPOSIT'), total],
        [at(COUNTY_REGION, 'BUDGET'), shares.county],
        [at(township, 'BUDGET'), shares.township],
        [at(regionCode, 'BUDGET'), shares.village],
        [at(COUNTY_REGION, 'DONATION'), shares.donation],
      ],
      at(regionCode, 'PAID'),
    )
    post('PAY_OUT', COUNTY_REGION, paid, sides, { document: '惠农卡发放批次', by: officers.office, listId: id })
  }
  return {
    county_code: COUNTY,
    id,
    region_code: regionCode,
    list_no: `XX-${today.slice(0, 4)}-${String(no).padStart(4, '0')}`,
    year,
    half: first?.half ?? 1,
    status,
    contributions: rows.length,
    total_fen: total,
    bonus_fen: bonus,
    county_fen: shares.county,
    township_fen: shares.township,
    village_fen: shares.village,
    donation_fen: shares.donation,
    prepared_by: officers.cadre.id,
    prepared_by_name: officers.cadre.name,
    prepared_on: prepared,
    checked_by: status === 'PREPARED' ? null : officers.township.id,
    checked_by_name: status === 'PREPARED' ? null : officers.township.name,
    checked_on: status === 'PREPARED' ? null : checked,
    paid_by: status === 'PAID' ? officers.office.id : null,
    paid_by_name: status === 'PAID' ? officers.office.name : null,
    paid_on: status === 'PAID' ? paid : null,
    version: { PREPARED: 1, CHECKED: 2, PAID: 3 }[status] ?? 1,
  }
}

/** One policy of each insured line for this year. */
function policies({ random, today, households, officers }: ReliefStage): DemoTables[string] {
  const year = today.slice(0, 4)
  const persons = households.reduce((sum, { sample }) => sum + sample.members.length, 0)
  return ([2, 4] as const).map((line) => ({
    county_code: COUNTY,
    id: random.uuid(),
    region_code: COUNTY_REGION,
    line,
    policy_no: `DEMO-${line}-${year}`,
    insurer: line === 2 ? '商业健康保险公司（演示）' : '财产保险公司（演示）',
    from_on: `${year}-01-01`,
    to_on: `${year}-12-31`,
    premium_fen: persons * (line === 2 ? 24_000 : 10_000),
    insured_persons: persons,
    is_approximate: false,
    source: SOURCE,
    recorded_by: officers.office.id,
    recorded_by_name: officers.office.name,
    recorded_at: `${year}-01-10T02:00:00Z`,
  }))
}
