import { aMember, anIncomeOf } from '@/tests/support/household-facts'
import { type Cases, child, household, many, member } from './build'

export const PEOPLE_CASES: Cases = {
  R1: {
    fires: [
      member({ idNumber: '99079919960520032' }),
      member({ idNumber: '990799199605200327' }),
      member({ disabilityCardNo: '1234567890123456789' }),
      member({ idType: 'DISABILITY_CARD', idNumber: '9907991949010103194', birthDate: '1949-01-01', sex: 'M' }),
    ],
    silent: [
      member({ idNumber: '990799194901010319', birthDate: '1949-01-01', sex: 'M' }),
      member({ disabilityCardNo: '99079919490101031942' }),
      member({ idNumber: null }),
      member({ idType: 'DISABILITY_CARD', idNumber: '99079919490101031942', birthDate: '1949-01-01', sex: 'M' }),
      member({ idType: 'OTHER', idNumber: 'K12' }),
    ],
  },
  R2: {
    fires: [
      member({ birthDate: '2026-11-26' }),
      member({ birthDate: '1905-11-25' }),
      member({ idNumber: '990799194901010319', birthDate: '1949-01-02', sex: 'M' }),
    ],
    silent: [
      member({ birthDate: '2026-11-25' }),
      member({ birthDate: '1905-11-26' }),
      member({ idNumber: '990799194901010319', birthDate: '1949-01-01', sex: 'M' }),
    ],
  },
  R3: {
    fires: [member({ idNumber: '990799194901010319', birthDate: '1949-01-01', sex: 'F' })],
    silent: [member({ idNumber: '990799194901010319', birthDate: '1949-01-01', sex: 'M' })],
  },
  R4: { fires: [household({}, { sameNumber: { m1: 1 } })], silent: [household({}, { sameNumber: { m1: 0 } })] },
  R5: {
    fires: [
      member({ relation: 'OTHER' }),
      household({ members: many(2, { relation: 'HEAD' }) }),
      household({ members: [aMember(), ...many(2, { relation: 'SPOUSE', sex: 'M' })] }),
    ],
    silent: [
      household({ members: [aMember(), aMember({ id: 's', relation: 'SPOUSE', sex: 'M' })] }),
      household({ members: [] }),
    ],
  },
  R6: {
    fires: [
      household({ members: [aMember(), aMember({ id: 's', relation: 'SPOUSE' })] }),
      child({ relation: 'SON', birthDate: '2015-01-01' }),
    ],
    silent: [
      household({ members: [aMember(), aMember({ id: 's', relation: 'SPOUSE', sex: 'M' })] }),
      child({ birthDate: '2015-01-01' }),
    ],
  },
  R7: {
    fires: [household({ members: [] }), member({ diedOn: '2026-11-25' })],
    silent: [household({}), household({ members: [], isActive: false })],
  },
  R8: { fires: [household({ members: many(8) })], silent: [household({ members: many(7) })] },
  R9: { fires: [member({ birthDate: '2008-11-26' })], silent: [member({ birthDate: '2008-11-25' })] },
  R10: { fires: [household({ memberCount: 2 })], silent: [household({ memberCount: 1 })] },
  R11: {
    fires: [household({}, { phone: { digits: 10, isNumber: false } }), household({}, { samePhoneHouseholds: 6 })],
    silent: [household({}, { samePhoneHouseholds: 5 }), household({ hasPhone: false }, { phone: null })],
  },
  R12: {
    fires: [
      member({ idType: 'DISABILITY_CARD', idNumber: '9'.repeat(18) }),
      member({ health: ['DISABLED'] }),
      member({ hasDisabilityCard: true }),
      member({ health: ['CHRONIC', 'HEALTHY'] }),
    ],
    silent: [
      member({ health: ['DISABLED'], hasDisabilityCard: true }),
      member({ health: ['CHRONIC', 'SERIOUS_ILLNESS'] }),
    ],
  },
  R13: {
    fires: [child({ birthDate: '2009-12-31' })],
    silent: [child({ birthDate: '2010-01-01' }), child({ relation: 'OTHER', birthDate: '2000-01-01' })],
  },
  R14: {
    fires: [
      member({ diedOn: '2026-11-25' }),
      household({}, { measuresAfter: [{ personId: 'gone', left: '2026-03-01', on: '2026-03-02' }] }),
      household({ incomes: [anIncomeOf(2026, { residentMembers: 2, perCapitaFen: 1_000_000 })] }),
    ],
    silent: [
      member({ diedOn: '2026-11-26' }),
      household(
        { incomes: [anIncomeOf(2026, { residentMembers: 2, perCapitaFen: 1_000_000 })] },
        { membersInIncomeYear: 2 },
      ),
    ],
  },
  R15: {
    fires: [household({ members: [aMember({ name: '张明' })] }), household({}, { poorHelpers: ['p1'] })],
    silent: [household({}, { poorHelpers: ['p9'] })],
  },
  R16: {
    fires: [
      household({ helpers: [] }),
      household({}, { helperHouseholds: { p1: 16 } }),
      household({
        helpers: [{ id: 'p1', userId: null, name: '张明', unit: '', from: '2020-01-01', to: '2026-11-24' }],
      }),
    ],
    silent: [
      household({}, { helperHouseholds: { p1: 15 } }),
      household({ helpers: [], povertyStatus: 'NEVER_POOR', householdType: 'GENERAL_RURAL' }),
      household({
        helpers: [{ id: 'p1', userId: null, name: '张明', unit: '', from: '2020-01-01', to: '2026-11-25' }],
      }),
    ],
  },
  R17: {
    fires: [
      member({ schooling: 'HIGHER' }),
      member({ education: null }),
      member({ education: null, schooling: 'NOT_AT_SCHOOL' }),
    ],
    silent: [
      member({ schooling: 'NOT_AT_SCHOOL' }),
      child({ education: null, schooling: 'PRIMARY', birthDate: '2016-01-01' }),
    ],
  },
  R18: {
    fires: [
      child({ birthDate: '2020-11-25', education: 'ILLITERATE' }),
      child({ birthDate: '2010-11-26', education: 'PRIMARY', health: ['CHRONIC'] }),
    ],
    silent: [
      child({ birthDate: '2020-11-26', education: null, schooling: 'BEFORE_SCHOOL' }),
      child({ birthDate: '2010-11-25' }),
      child({ birthDate: '2015-01-01', education: 'PRIMARY', health: ['DISABLED'] }),
      child({ birthDate: '2015-01-01', education: null, schooling: 'PRIMARY' }),
    ],
  },
  R19: {
    fires: [
      child({ education: null, schooling: 'PRIMARY', birthDate: '2020-11-26' }),
      child({ education: null, schooling: 'PRIMARY', birthDate: '2011-11-25' }),
      child({ education: null, schooling: 'SENIOR', birthDate: '2011-11-26' }),
      member({ education: null, schooling: 'HIGHER', birthDate: '1996-11-25' }),
    ],
    silent: [
      child({ education: null, schooling: 'PRIMARY', birthDate: '2020-11-25' }),
      child({ education: null, schooling: 'PRIMARY', birthDate: '2011-11-26' }),
      child({ education: null, schooling: 'SENIOR', birthDate: '2011-11-25' }),
      member({ education: null, schooling: 'HIGHER', birthDate: '1996-11-26' }),
    ],
  },
}
