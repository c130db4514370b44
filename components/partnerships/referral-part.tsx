import { referralFields, type Say } from '@/components/partnerships/fields'
import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { percent, signed } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { correctReferralAction, reportReferralAction } from '@/lib/partnerships/actions'
import type { UnitView } from '@/lib/partnerships/queries/unit'

/** Patients treated and referred out by year, the rate from these parts, and how it changed since support began. */
export async function ReferralPart({ unit }: Readonly<{ unit: UnitView }>) {
  const t = await getTranslations('partnerships')
  const { referrals, change } = unit
  const rate = ({ referred, treated }: { referred: number; treated: number }) => percent(referred, treated)
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('unit.referrals')} note={t('unit.referralNote')} />
      {referrals.length === 0 ? (
        <p className="text-13 text-ink-2">{t('unit.noReferrals')}</p>
      ) : (
        <>
          <p className="pb-2">
            <b>{t('unit.change')}</b>{' '}
            {change
              ? t('unit.changeText', {
                  before: rate(change.before),
                  beforeYear: String(change.before.year),
                  after: rate(change.after),
                  afterYear: String(change.after.year),
                  points: signed(change.points),
                })
              : t('unit.changeMissing')}
          </p>
          <TupleTable
            caption={t('unit.referrals')}
            columns={[
              { head: t('unit.year'), at: 1, sub: 5, strong: true },
              { head: t('unit.treated'), at: 2, kind: 'number' },
              { head: t('unit.referred'), at: 3, kind: 'number' },
              { head: t('unit.rate'), at: 4, align: 'r' },
            ]}
            rows={referrals.map((each) => [
              each.id,
              String(each.year),
              each.treated,
              each.referred,
              rate(each),
              [each.source, each.reason && t('pair.correction', { reason: each.reason })].filter(Boolean).join('  '),
            ])}
          />
        </>
      )}
      {unit.mayReport && (
        <Reveal summary={t('unit.report')}>
          <StepForm
            isWide
            action={reportReferralAction}
            prefix="year-"
            hidden={{ commandId: crypto.randomUUID(), id: crypto.randomUUID(), unitId: unit.id }}
            fields={[
              {
                name: 'year',
                label: t('unit.year'),
                type: 'count',
                max: 4,
                value: String(Number(unit.today.slice(0, 4)) - 1),
                needed: true,
              },
              ...referralFields(t as unknown as Say),
            ]}
            submit={t('unit.save')}
            busy={t('unit.busy')}
          />
        </Reveal>
      )}
      {unit.mayReport &&
        referrals.map((each) => (
          <Reveal key={each.id} summary={t('unit.correct', { year: String(each.year) })}>
            <StepForm
              isWide
              action={correctReferralAction}
              prefix={`y${each.year}-`}
              hidden={{ commandId: crypto.randomUUID(), id: crypto.randomUUID(), referralId: each.id }}
              fields={[
                ...referralFields(t as unknown as Say, each),
                { name: 'reason', label: t('unit.reason'), type: 'text', max: 300, needed: true },
              ]}
              submit={t('unit.save')}
              busy={t('unit.busy')}
            />
          </Reveal>
        ))}
    </section>
  )
}
