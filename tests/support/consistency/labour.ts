import { aMember } from '@/tests/support/household-facts'
import { type Cases, child, household, income, items, member, perHead } from './build'

export const LABOUR_CASES: Cases = {
  R20: {
    fires: [
      household(
        { members: [aMember({ education: null, schooling: 'JUNIOR', birthDate: '2011-01-01' })] },
        { earlierYears: { m1: [2025, 2024, 2023, 2022].map((year) => ({ year, schooling: 'JUNIOR' })) } },
      ),
      household(
        { members: [aMember({ education: null, schooling: 'JUNIOR_1' })] },
        { earlierYears: { m1: [2025, 2024].map((year) => ({ year, schooling: 'JUNIOR_1' })) } },
      ),
    ],
    silent: [
      household(
        { members: [aMember({ education: null, schooling: 'JUNIOR', birthDate: '2011-01-01' })] },
        { earlierYears: { m1: [2025, 2024, 2023].map((year) => ({ year, schooling: 'JUNIOR' })) } },
      ),
      household(
        { members: [aMember({ education: null, schooling: 'JUNIOR_1' })] },
        { earlierYears: { m1: [{ year: 2025, schooling: 'JUNIOR_1' }] } },
      ),
    ],
  },
  R21: { fires: [member({ labour: 'LOST' })], silent: [member({ labour: 'LOST', health: ['CHRONIC'] })] },
  R22: {
    fires: [member({ labour: 'WEAK', birthDate: '2010-11-25' }), member({ labour: 'NONE', birthDate: '1966-11-26' })],
    silent: [
      member({ labour: 'WEAK', birthDate: '2010-11-26' }),
      member({ labour: 'NONE', birthDate: '1966-11-25' }),
      member({ labour: 'NONE', education: null, schooling: 'HIGHER' }),
    ],
  },
  R23: {
    fires: [child({ labour: 'WEAK', birthDate: '2010-11-26' })],
    silent: [child({ labour: 'WEAK', birthDate: '2010-11-25' }), child({ birthDate: '2015-01-01' })],
  },
  R24: {
    fires: [member({ birthDate: '1961-11-25' })],
    silent: [member({ birthDate: '1961-11-26' }), member({ labour: 'WEAK', birthDate: '1940-01-01' })],
  },
  R25: {
    fires: [member({ education: null, schooling: 'HIGHER', workMonths: 1 })],
    silent: [member({ education: null, schooling: 'HIGHER', workMonths: 0, workArea: null })],
  },
  R26: {
    fires: [member({ labour: 'NONE', workMonths: 1 })],
    silent: [member({ labour: 'NONE', workMonths: 0, workArea: null }), member({ labour: 'WEAK' })],
  },
  R27: {
    fires: [
      member({ workMonths: 13 }),
      member({ workMonths: -1 }),
      member({ workMonths: null }),
      member({ workMonths: 0 }),
      member({ workArea: null }),
    ],
    silent: [member({ workMonths: 12 }), member({ workMonths: 1 }), member({ workArea: null, workMonths: 0 })],
  },
  R28: {
    fires: [
      member({ workArea: null, workMonths: null }),
      income({ wageFen: 0, items: { 'BUSINESS.CROPS': 2_000_000 }, businessFen: 2_000_000 }),
    ],
    silent: [
      household({}),
      member({ workArea: null, workMonths: null, valuesYear: 2025 }),
      income(perHead(2_000_000), { members: [aMember({ workArea: null, workMonths: null })] }),
    ],
  },
  R29: {
    fires: [
      member({ welfareJob: 'CLEANING', welfareJobMonths: 6, birthDate: '1956-11-25' }),
      member({ welfareJob: 'CLEANING', welfareJobMonths: 6, birthDate: '2010-11-26' }),
      member({ welfareJob: 'CLEANING' }),
      member({ welfareJobMonths: 3 }),
      member({ welfareJob: 'CLEANING', welfareJobMonths: 6, workArea: 'OUTSIDE' }),
    ],
    silent: [
      member({ welfareJob: 'CLEANING', welfareJobMonths: 6, birthDate: '1956-11-26' }),
      member({ welfareJob: 'CLEANING', welfareJobMonths: 6, birthDate: '2010-11-25' }),
    ],
  },
  R30: {
    fires: [member({ destitute: true, workArea: 'COUNTY', workMonths: 1 })],
    silent: [member({ destitute: true }), member({ workArea: 'OUTSIDE' })],
  },
  R31: {
    fires: [member({ education: 'UNIVERSITY', workArea: null, workMonths: null })],
    silent: [
      member({ education: 'UNIVERSITY' }),
      member({ education: 'COLLEGE', workArea: null, workMonths: null, jobChannel: 'FLEXIBLE' }),
      member({ education: 'COLLEGE', workArea: null, workMonths: null, birthDate: '1966-11-25' }),
    ],
  },
  R32: {
    fires: [
      income({ wageFen: 2_000_001, netFen: 2_000_001, perCapitaFen: 2_000_001 }),
      income({ netFen: 1_999_999, perCapitaFen: 1_999_999 }),
      income({ perCapitaFen: 1_999_999 }),
    ],
    silent: [income({ residentMembers: 3, perCapitaFen: 666_667 }), income(perHead(1_000_000))],
  },
  R33: {
    fires: [
      income({
        businessFen: 1,
        items: { 'WAGE.WORK': 2_000_000, 'BUSINESS.CROPS': 1 },
        netFen: 2_000_001,
        perCapitaFen: 2_000_001,
      }),
    ],
    silent: [
      household({}),
      income({
        businessFen: 2,
        costFen: 1,
        items: { 'WAGE.WORK': 2_000_000, 'BUSINESS.CROPS': 2, 'COST.CROPS': 1 },
        netFen: 2_000_001,
        perCapitaFen: 2_000_001,
      }),
    ],
  },
  R34: {
    fires: [income(perHead(50_000)), income(perHead(-1)), income(perHead(10_000_001))],
    silent: [income(perHead(50_001)), income(perHead(10_000_000))],
  },
  R35: {
    fires: [income({ wageFen: 1 }), income({ wageFen: 29_999 })],
    silent: [income({ wageFen: 30_000 }), income({ wageFen: 0 })],
  },
  R36: {
    fires: [income(items({ 'TRANSFER.SUBSISTENCE': 19_999 })), income(items({ 'TRANSFER.PENSION': 8_799 }))],
    silent: [
      income(items({ 'TRANSFER.SUBSISTENCE': 20_000 })),
      income(items({ 'TRANSFER.PENSION': 8_800 })),
      household({}),
    ],
  },
}
