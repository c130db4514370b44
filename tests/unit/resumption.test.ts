import { describe, expect, it } from 'vitest'
import { kindsOf } from '@/components/resumption/report-words'
import { percent } from '@/lib/i18n/format'
import { AT_WORK, STEPS, stepFault, stepFrom, stepsFrom } from '@/lib/resumption/lifecycle'
import { isCreditCode, plainCreditCode } from '@/lib/resumption/rules/credit-code'
import { readEnterpriseFilter } from '@/lib/resumption/rules/list-address'
import { byType, type ReportRow, sumOf } from '@/lib/resumption/rules/report'
import { rowFaults } from '@/lib/resumption/rules/rows'
import { isOnSite } from '@/lib/resumption/rules/settings'
import { EnterpriseRow, RESUMPTION_STATUSES } from '@/lib/resumption/schema'
import { readEnterprises } from '@/lib/transfer/rules/enterprise-rows'
import { POLICY } from '../support/policy'

const row = (over: Partial<ReportRow>): ReportRow => ({ place: '1307', type: 'WORKSHOP', ...sumOf([]), ...over })

describe('a unified social credit code', () => {
  it('is right by its last character', () => {
    expect(isCreditCode('91350100M000100Y43')).toBe(true)
    for (const wrong of ['91350100M000100Y44', '91350100M000100Y4', '91350100M000100I43', '']) {
      expect([wrong, isCreditCode(wrong)]).toEqual([wrong, false])
    }
    expect(plainCreditCode('９１350100 m000100y43')).toBe('91350100M000100Y43')
  })
})

describe('the way back to work', () => {
  it('leads from every status somewhere, and nowhere outside the table', () => {
    for (const status of RESUMPTION_STATUSES) expect(stepsFrom(status).length, status).toBeGreaterThan(0)
    expect(stepFrom('NOT_RESUMED', 'resume')).toBeUndefined()
    expect(stepFrom('SUSPENDED', 'resume')?.to).toBe('RESUMED')
    expect(STEPS.filter(({ to }) => AT_WORK.includes(to)).map(({ step }) => step)).toEqual(['resume', 'fill'])
  })

  it('is checked by others than who applied or reviewed, and reviewed by its township only where it goes level by level', () => {
    const onSite = { onSite: true, regionCode: '130799101000', appliedBy: 'a', reviewedBy: null }
    const byLevel = { ...onSite, onSite: false }
    const town = (userId: string) => ({ userId, actingFor: null, scope: '130799101' })
    const county = (userId: string) => ({ userId, actingFor: null, scope: '130799' })
    expect(stepFault('check', onSite, county('a'))).toBe('resumption.ownApplication')
    expect(stepFault('check', onSite, { ...county('b'), actingFor: { userId: 'a', name: '' } })).toBe(
      'resumption.ownApplication',
    )
    expect(stepFault('check', onSite, county('b'))).toBeNull()
    expect(stepFault('review', onSite, town('b'))).toBe('resumption.onSiteHere')
    expect(stepFault('check', byLevel, county('b'))).toBe('resumption.reviewFirst')
    expect(stepFault('review', byLevel, town('b'))).toBeNull()
    expect(stepFault('review', byLevel, county('b'))).toBe('resumption.townshipReviews')
    expect(stepFault('review', { ...byLevel, regionCode: '130799000000' }, county('b'))).toBeNull()
    expect(stepFault('check', { ...byLevel, reviewedBy: 'b' }, county('b'))).toBe('resumption.ownApplication')
    expect(stepFault('check', { ...byLevel, reviewedBy: 'b' }, county('c'))).toBeNull()
  })

  it('changed in Zhangbei on the day the article says', () => {
    expect(isOnSite(POLICY, '130722000000', '2020-02-20')).toBe(false)
    expect(isOnSite(POLICY, '130722209000', '2020-02-21')).toBe(true)
    expect(isOnSite([], '130722000000', '2020-02-21')).toBe(true)
  })
})

describe('the daily report', () => {
  const all = byType([
    row({
      type: 'LEADING_ENTERPRISE',
      firms: 84,
      resumed: 73,
      staffTotal: 8040,
      staffReturned: 5444,
      poorReturned: 409,
    }),
    row({ type: 'WORKSHOP', firms: 49, resumed: 38, staffTotal: 5968, staffReturned: 4166, poorReturned: 536 }),
  ])

  it('comes to the rates that the article gives, and sums parts instead of rates', () => {
    const rate = (kind: 'LEADING_ENTERPRISE' | 'WORKSHOP' | 'both') => [
      percent(all[kind].resumed, all[kind].firms),
      percent(all[kind].staffReturned, all[kind].staffTotal),
    ]
    expect(rate('LEADING_ENTERPRISE').map((text) => text.replace(/[^\d.]/g, ''))).toEqual(['86.9', '67.7'])
    expect(rate('WORKSHOP').map((text) => text.replace(/[^\d.]/g, ''))).toEqual(['77.6', '69.8'])
    expect(rate('both').map((text) => text.replace(/[^\d.]/g, ''))).toEqual(['83.5', '68.6'])
    expect([all.both.firms, all.both.resumed, all.both.staffTotal]).toEqual([133, 111, 14008])
  })

  it('shows the sum only where there are both', () => {
    expect(kindsOf(all)).toEqual(['LEADING_ENTERPRISE', 'WORKSHOP', 'both'])
    expect(kindsOf(byType([row({ firms: 2 })]))).toEqual(['WORKSHOP'])
    expect(kindsOf(byType([]))).toEqual([])
  })
})

describe('a file of enterprises', () => {
  const sheet = (...lines: string[][]) => lines.map((cells, index) => ({ sheet: 'a', row: index + 1, cells }))
  const heads = ['企业名称', '类型', '行政区划代码', '统一社会信用代码', '所属企业']

  it('is read by its heads in either language, and what is wrong is named by row and column', () => {
    expect(readEnterprises(sheet(['企业名称', '类型']))).toBeNull()
    const read = readEnterprises(
      sheet(
        heads,
        ['甲公司', '扶贫龙头企业', '130799100000', '', ''],
        ['甲车间', 'workshop', '130799100000', '', '甲公司'],
        ['乙车间', '车间', '13079910', '91350100M000100Y44', ''],
        ['', '', '', '', ''],
      ),
    )
    expect(read?.rows.map(({ name, type }) => [name, type])).toEqual([
      ['甲公司', 'LEADING_ENTERPRISE'],
      ['甲车间', 'WORKSHOP'],
    ])
    expect(Object.keys(read?.faults ?? {}).sort()).toEqual(['row4.creditCode', 'row4.regionCode', 'row4.type'])
  })

  it('names nobody twice and a firm that is one', () => {
    const of = (n: number, over: object) =>
      EnterpriseRow.parse({ row: n, name: '甲', type: 'WORKSHOP', regionCode: '130799100000', ...over })
    const there = [{ countyCode: '130799', name: '在册', type: 'FARM', creditCode: '91350100M000100Y43' }]
    const rows = [
      of(2, { name: 'Ab' }),
      of(3, { name: 'AB' }),
      of(4, { name: '在册' }),
      of(5, { name: '丁', creditCode: '91350100M000100Y43' }),
      of(6, { name: '戊', parentName: '在册' }),
      of(7, { name: '己', parentName: '没有' }),
      of(8, { name: '庚', type: 'FARM', parentName: '在册' }),
      of(9, { name: '在册', regionCode: '130730100000' }),
    ]
    expect(rowFaults(rows, there).map(({ row: at, column, code }) => `${at} ${column} ${code.split('.')[1]}`)).toEqual([
      '3 name twiceInFile',
      '4 name nameThere',
      '5 creditCode codeThere',
      '7 parentName noSuchFirm',
      '8 parentName onlyWorkshops',
    ])
  })
})

it('an address asks only for what the list knows', () => {
  expect(readEnterpriseFilter({ tab: 'x', type: 'FARM', status: 'y' })).toEqual({
    tab: 'all',
    type: 'FARM',
    status: undefined,
  })
})
