import type { StepField } from '@/components/shell/step-field'
import { StepForm } from '@/components/shell/step-form'
import { EmptyState } from '@/components/ui/empty-state'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { count, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { correctLabourAction, reportLabourAction } from '@/lib/yearplans/actions'
import type { LabourView } from '@/lib/yearplans/queries/labour'
import type { PlanHead } from '@/lib/yearplans/queries/plan'

const FIGURES = ['total', 'outside', 'province', 'county', 'combined'] as const
type Figures = Partial<Record<(typeof FIGURES)[number], number | null>> & { source?: string }

/** Labour export of a village: the register's count beside what was reported, and how far they lie apart. */
export async function LabourPart({ plan, labour }: Readonly<{ plan: PlanHead; labour: LabourView }>) {
  const [t, locale] = await Promise.all([getTranslations('yearplans'), getLocale()])
  const { counted, newest, difference, reports } = labour
  const day = (text: string) => nearDay(text, plan.today, locale)
  const shown = (n: number | null | undefined) => (n === null || n === undefined ? t('none') : count(n))
  const gap = (n: number | undefined) => (n === undefined ? '' : n > 0 ? `+${count(n)}` : count(n))
  const fields = (start: Figures = {}): StepField[] => [
    ...FIGURES.map(
      (name): StepField => ({
        name,
        label: t(`labour.${name}`),
        type: 'count',
        max: 7,
        value: start[name] === null || start[name] === undefined ? '' : String(start[name]),
        needed: name === 'total' || name === 'outside',
      }),
    ),
    { name: 'source', label: t('labour.source'), type: 'text', max: 120, value: start.source, needed: true },
  ]
  const rows: [string, number, number | null | undefined, number | undefined][] = [
    ['total', counted.total, newest?.total, difference?.total],
    ['outside', counted.outside, newest?.outside, difference?.outside],
    ['province', counted.province, newest?.province, undefined],
    ['county', counted.county, newest?.county, undefined],
    ['combined', counted.province + counted.county, newest?.combined, difference?.within],
  ]
  return (
    <div className="grid gap-4">
      <section className="sheet px-4 pb-4">
        <SectionHead title={t('parts.labour')} note={t('labour.countedNote')} />
        <TupleTable
          caption={t('parts.labour')}
          columns={[
            { head: t('labour.area'), at: 1, strong: true },
            { head: t('labour.counted'), at: 2, kind: 'number' },
            { head: t('labour.reported'), at: 3, align: 'r' },
            { head: t('labour.difference'), at: 4, align: 'r' },
          ]}
          rows={rows.map(([name, n, reported, apart]) => [
            name,
            t(`labour.${name as (typeof FIGURES)[number]}`),
            n,
            shown(reported),
            gap(apart),
          ])}
        />
        {counted.elsewhere > 0 && (
          <p className="pt-2 text-13 text-ink-2">{t('labour.elsewhere', { n: counted.elsewhere })}</p>
        )}
      </section>
      {reports.length === 0 ? (
        <EmptyState title={t('labour.noReport')}>{t('labour.noReportWhy')}</EmptyState>
      ) : (
        <section className="sheet px-4 pb-4">
          <SectionHead title={t('labour.reports')} />
          <TupleTable
            caption={t('labour.reports')}
            markAt={8}
            columns={[
              { head: t('labour.asOf'), at: 1, sub: 7, strong: true },
              { head: t('labour.total'), at: 2, kind: 'number' },
              { head: t('labour.outside'), at: 3, kind: 'number' },
              { head: t('labour.province'), at: 4, align: 'r' },
              { head: t('labour.county'), at: 5, align: 'r' },
              { head: t('labour.combined'), at: 6, align: 'r' },
            ]}
            rows={reports.map((each) => [
              each.id,
              day(each.asOf),
              each.total,
              each.outside,
              shown(each.province),
              shown(each.county),
              shown(each.combined),
              [
                each.isCorrected ? t('labour.corrected') : '',
                each.reason && t('labour.correction', { reason: each.reason }),
                each.source,
                each.by,
              ]
                .filter(Boolean)
                .join('  '),
              each.isCorrected ? 'past' : '',
            ])}
          />
        </section>
      )}
      {plan.mayKeep && (
        <section className="sheet px-4 pb-4">
          <Reveal summary={t('labour.report')} open={reports.length === 0}>
            <p className="pb-2 text-13 text-ink-2">{t('labour.hint')}</p>
            <StepForm
              isWide
              action={reportLabourAction}
              prefix="labour-"
              hidden={{ commandId: crypto.randomUUID(), id: plan.newId, planId: plan.id }}
              fields={[
                {
                  name: 'asOf',
                  label: t('labour.asOf'),
                  type: 'day',
                  value: plan.today,
                  least: `${plan.year}-01-01`,
                  most: plan.today,
                  needed: true,
                },
                ...fields(),
              ]}
              submit={t('labour.save')}
              busy={t('labour.busy')}
            />
          </Reveal>
          {newest && (
            <Reveal summary={t('labour.correct', { day: day(newest.asOf) })}>
              <StepForm
                isWide
                action={correctLabourAction}
                prefix="right-"
                hidden={{ commandId: crypto.randomUUID(), id: crypto.randomUUID(), reportId: newest.id }}
                fields={[
                  ...fields(newest),
                  { name: 'reason', label: t('labour.reason'), type: 'text', max: 300, needed: true },
                ]}
                submit={t('labour.save')}
                busy={t('labour.busy')}
              />
            </Reveal>
          )}
        </section>
      )}
    </div>
  )
}
