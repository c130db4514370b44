import { aLiving, aMember, anIncomeOf } from '@/tests/support/household-facts'
import { type Cases, child, household, income, items, living, many, member, perHead } from './build'

export const MONEY_CASES: Cases = {
  R37: {
    fires: [
      member({ subsistence: true }),
      income(items({ 'TRANSFER.SUBSISTENCE': 300_000 })),
      member({ destitute: true, workArea: null }),
      income(items({ 'TRANSFER.DESTITUTE': 300_000 })),
      member({ subsistence: true, destitute: true }),
    ],
    silent: [
      income(items({ 'TRANSFER.SUBSISTENCE': 300_000 }), { members: [aMember({ subsistence: true })] }),
      income(perHead(2_000_000), { members: [aMember({ subsistence: true })] }),
    ],
  },
  R38: {
    fires: [member({ birthDate: '1965-10-01', labour: 'WEAK' }), income(items({ 'TRANSFER.PENSION': 20_000 }))],
    silent: [
      member({ birthDate: '1965-10-02', labour: 'WEAK' }),
      income(items({ 'TRANSFER.PENSION': 20_000 }), { members: [aMember({ birthDate: '1966-09-30' })] }),
    ],
  },
  R39: {
    fires: [
      living({ irrigatedMu: 6.5 }),
      living({ returnedForestMu: 3.5 }),
      income(items({ 'TRANSFER.ECO_FARMLAND': 100 }), { livings: [aLiving(2026, { returnedForestMu: 0 })] }),
    ],
    silent: [
      living({ irrigatedMu: 6 }),
      living({ returnedForestMu: 3 }),
      income(items({ 'TRANSFER.ECO_FARMLAND': 100 })),
    ],
  },
  R40: {
    fires: [household({ incomes: [anIncomeOf(2026, perHead(999_999)), anIncomeOf(2025)] })],
    silent: [
      household({ incomes: [anIncomeOf(2026, perHead(1_000_000)), anIncomeOf(2025)] }),
      household({ incomes: [anIncomeOf(2026, perHead(999_999)), anIncomeOf(2025)] }, { hasOpenClue: true }),
      household({ incomes: [anIncomeOf(2026, perHead(999_999)), anIncomeOf(2024)] }),
    ],
  },
  R41: {
    fires: [
      income(perHead(779_999)),
      household({ incomes: [anIncomeOf(2026, perHead(779_999))] }, { hasOpenClue: true }),
    ],
    silent: [
      income(perHead(780_000)),
      income(perHead(779_999), { povertyStatus: 'NOT_EXITED' }),
      income(perHead(779_999), { monitoredType: 'UNSTABLE_EXITED' }),
      household({ incomes: [anIncomeOf(2026, perHead(779_999))] }, { hasOpenCase: true }),
    ],
  },
  R44: {
    fires: [
      household({}, { countyDecidedOn: '2026-03-01', incomeChangedOn: '2026-03-02', lastVisitedOn: '2026-02-28' }),
    ],
    silent: [
      household({}, { countyDecidedOn: '2026-03-01', incomeChangedOn: '2026-03-02', lastVisitedOn: '2026-03-01' }),
      household({}, { countyDecidedOn: '2026-03-01', incomeChangedOn: '2026-03-01' }),
    ],
  },
  R45: {
    fires: [
      income(perHead(2_000_001), { povertyStatus: 'NOT_EXITED' }),
      income(perHead(540_001), { povertyStatus: 'NOT_EXITED' }),
    ],
    silent: [
      income(perHead(540_000), { povertyStatus: 'NOT_EXITED' }),
      income(perHead(540_001), { povertyStatus: 'NOT_EXITED', mainCause: 'ILLNESS' }),
      household({}),
    ],
  },
  R46: {
    fires: [
      living({ houseGrade: 'C' }),
      living({ isWaterSafe: false }),
      living({ hasElectricity: false }),
      child({ birthDate: '2015-01-01', education: 'PRIMARY' }),
      member({ residentMedical: false }),
      household({}, { failedGuarantees: ['WATER'] }),
    ],
    silent: [
      living({ houseGrade: 'B' }),
      household({ livings: [aLiving(2026, { houseGrade: 'D' })] }, { hasOpenClue: true }),
      living({ houseGrade: 'D' }, { povertyStatus: 'NOT_EXITED' }),
    ],
  },
  R47: {
    fires: [
      living({ houseGrade: null, appraisedOn: '2026-01-01' }, { housingGrade: null }),
      household({ housingGrade: null, livings: [] }, { failedGuarantees: ['HOUSING'] }),
      household({ housingGrade: null, livings: [] }, { risks: ['UNSAFE_HOUSING'] }),
    ],
    silent: [living({ houseGrade: null, appraisedOn: '2026-01-01' }), household({ housingGrade: null, livings: [] })],
  },
  R48: {
    fires: [
      household({ mainCause: 'ILLNESS' }),
      household({ otherCauses: ['DISABILITY'] }),
      household({ mainCause: 'SCHOOLING' }),
      household({ members: many(3), mainCause: 'LACK_LABOUR' }),
    ],
    silent: [
      household({ mainCause: 'ILLNESS', members: [aMember({ health: ['CHRONIC'] })] }),
      household({ mainCause: 'ILLNESS', members: [aMember({ health: [] })] }),
      household({ members: many(2), mainCause: 'LACK_LABOUR' }),
    ],
  },
  R49: {
    fires: [living({ houseAreaM2: 0 }), living({ houseAreaM2: 9.9 }), living({ houseAreaM2: 500.5 })],
    silent: [living({ houseAreaM2: 10 }), living({ houseAreaM2: 500 }), living({ houseAreaM2: null })],
  },
  R50: {
    fires: [member({ employeeMedical: true }), member({ residentMedical: false })],
    silent: [household({}), member({ residentMedical: null, employeeMedical: null })],
  },
  R51: {
    fires: [
      household({ livings: [aLiving(), aLiving(2025, { houseGrade: 'D' })] }),
      household({
        livings: [aLiving(), aLiving(2025, { houseGrade: null }), aLiving(2024, { houseGrade: 'D' })],
      }),
      household({ livings: [aLiving(2026, { renovatedYear: 2023 }), aLiving(2024, { houseGrade: 'D' })] }),
    ],
    silent: [
      household({ livings: [aLiving(2026, { houseGrade: 'B' }), aLiving(2025, { houseGrade: 'D' })] }),
      household({ livings: [aLiving(), aLiving(2025, { houseGrade: 'C' })] }),
      household({
        livings: [
          aLiving(),
          aLiving(2025, { houseGrade: null, renovatedYear: 2025 }),
          aLiving(2024, { houseGrade: 'D' }),
        ],
      }),
      household({ livings: [aLiving(2026, { renovatedYear: 2025 }), aLiving(2025, { houseGrade: 'D' })] }),
      household({ livings: [aLiving(), aLiving(2025, { houseGrade: 'D' })] }, { isRelocated: true }),
      household({ livings: [aLiving(), aLiving(2025, { houseGrade: 'B' })] }),
    ],
  },
  R52: {
    fires: [living({ waterInterruptionDays: 37 })],
    silent: [living({ waterInterruptionDays: 36 }), living({ isWaterSafe: false, waterInterruptionDays: 90 })],
  },
}
