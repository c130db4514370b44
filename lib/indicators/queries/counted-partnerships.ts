import 'server-only'
import type { Read } from '@/lib/indicators/rules/figure'
import { QUALIFIERS } from '@/lib/indicators/schema/facts'
import { getPairFigures } from '@/lib/partnerships/queries/figures'
import type { OutputKind } from '@/lib/partnerships/schema'
import type { Ctx } from '@/lib/platform/db'

const OF_OUTPUTS: Readonly<Partial<Record<OutputKind, string>>> = {
  STAFF_SENT: 'support_staff_sent_person_times',
  OUTPATIENTS: 'support_outpatient_person_times',
  OPERATIONS: 'support_operations',
  CONSULTATIONS: 'support_difficult_consultations',
  FREE_CLINIC: 'support_free_clinic_person_times',
  TRAININGS: 'support_training_sessions',
  TRAINED: 'support_trained_person_times',
  LECTURES: 'support_lecture_person_times',
  DEPARTMENTS: 'support_new_departments',
  SPECIALTIES: 'support_new_specialties',
  TECHNIQUES: 'support_new_techniques',
}

/**
 * What the records of paired assistance say for the inputs of `catalogue/pairing.ts`, in the form of readings; a count made of qualified parts
 * (余、近) keeps their qualifiers.
 */
export async function readPartnerships(
  ctx: Ctx,
  { region, from, asOf }: { region: string; from: string; asOf: string },
): Promise<Read[]> {
  const { coverage, programmes, springRain, beijing, outputs, referral } = await getPairFigures(ctx, {
    region,
    from,
    asOf,
  })
  const supporters = (programme: string, grade: string) =>
    programmes.find((each) => each.programme === programme && each.grade === grade)?.supporters ?? 0
  const staff = programmes.reduce((sum, each) => sum + each.staff, 0)
  const counted: [string, number, (readonly string[])?][] = [
    ...(coverage
      ? [
          ['hospital_units_total', coverage.units] as [string, number],
          ['hospital_units_paired', coverage.paired] as [string, number],
        ]
      : []),
    ['secondary_public_hospitals_supporting', supporters('ROUTINE', 'SECOND')],
    ['support_hospitals', supporters('ROUTINE', 'TERTIARY_A')],
    ['spring_rain_tertiary_a_hospitals', supporters('SPRING_RAIN', 'TERTIARY_A')],
    ['spring_rain_secondary_hospitals', supporters('SPRING_RAIN', 'SECOND')],
    ['spring_rain_centres_supported', springRain.units],
    ['beijing_cooperation_local_hospitals', beijing.units],
    ['beijing_cooperation_beijing_hospitals', beijing.supporters],
    ['support_staff_persons', staff],
    ...outputs.flatMap(({ kind, amount, qualifiers }): [string, number, readonly string[]][] => {
      const code = OF_OUTPUTS[kind as OutputKind]
      return code ? [[code, amount, qualifiers]] : []
    }),
    ...(referral
      ? [
          ['patients_treated', referral.treated] as [string, number],
          ['patients_referred_out', referral.referred] as [string, number],
        ]
      : []),
  ]
  return counted
    .filter(([code, n]) => n > 0 || code === 'hospital_units_paired' || code === 'patients_referred_out')
    .map(
      ([code, n, qualifiers = []]): Read => ({
        kind: 'FACT',
        id: '',
        regionCode: region,
        code,
        value: String(n),
        unit: '',
        qualifiers: QUALIFIERS.filter((each) => qualifiers.includes(each)),
        from,
        day: asOf,
        source: '',
        sourceRef: '',
      }),
    )
}
