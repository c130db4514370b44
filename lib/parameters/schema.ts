import * as z from 'zod'

/** Every policy value that code asks for by name. Values are rows with region, dates, source and certainty. */
export const PARAMETER_CODES = [
  'povertyLine.statistical',
  'povertyLine.exit',
  'monitoringLine',
  'warningLine.factor',
  'income.ruralDisposable',
  'medical.selfPaidHintShare',
  'medical.selfPaidWarningShare',
  'income.dropShare',
  'shock.disasterYuan',
  'shock.accidentYuan',
  'shock.schoolingYuan',
  'deadline.assignDays',
  'deadline.verifyDays',
  'deadline.compareDays',
  'deadline.publicityDays',
  'deadline.identifyDays',
  'deadline.measureDays',
  'deadline.dueSoonShare',
  'removal.minMonths',
  'identify.publicityDays',
  'visit.periodMonths.notExited',
  'visit.periodMonths.monitored',
  'visit.periodMonths.exited',
  'visit.periodMonths.removed',
  'visit.periodMonths.firstSecretary',
  'visit.afterRemovalDays',
  'wall.behindPoints',
  'wall.farBehindPoints',
  'wall.behindShare',
  'wall.farBehindShare',
  'relief.townshipLimitYuan',
  'preventionFund.smallGrantYuan',
  'preventionFund.mediumGrantYuan',
  'preventionFund.largeGrantYuan',
  'preventionFund.reviewMonths',
  'filialFund.bonusRate',
  'filialFund.districtPercent',
  'filialFund.townshipPercent',
  'filialFund.villagePercent',
  'filialFund.donationsPercent',
  'supervise.countyPersons',
  'supervise.villagePersons',
  'exit.incidencePercent',
  'exit.wrongExitPercent',
  'exit.recognitionPercent',
  'team.daysPerMonth',
  'pairing.minHouseholds',
  'pairing.maxHouseholds',
  'microcredit.limitYuan',
  'microcredit.maxYears',
  'microcredit.minAge',
  'microcredit.maxAge',
] as const
export type ParameterCode = (typeof PARAMETER_CODES)[number]

/** DEMO: invented for the fictional county. UNKNOWN: shipped empty, an official enters it. */
export const CERTAINTIES = ['HIGH', 'MEDIUM', 'LOW', 'DEMO', 'UNKNOWN'] as const
export type Certainty = (typeof CERTAINTIES)[number]

/** One policy value. `appliesTo` is a region prefix, empty for the whole country; both days are included; `value` null means not yet known. */
export const ParameterRow = z.object({
  code: z.enum(PARAMETER_CODES),
  appliesTo: z.string().regex(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})?$/),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  value: z.number().nullable(),
  unit: z.string().max(20),
  source: z.string().max(300),
  certainty: z.enum(CERTAINTIES),
})
export type ParameterRow = z.infer<typeof ParameterRow>
