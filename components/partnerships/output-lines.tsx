import { outputFields, type Say, said } from '@/components/partnerships/fields'
import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { count, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { correctOutputAction } from '@/lib/partnerships/actions'
import type { OutputShown, PairView } from '@/lib/partnerships/queries/pair'

const CORRECTABLE = 20

/** What a pair did, line by line; a corrected line stays beside the one that puts it right. */
export async function OutputLines({ pair }: Readonly<{ pair: PairView }>) {
  const [t, locale] = await Promise.all([getTranslations('partnerships'), getLocale()])
  const { lines, today } = pair
  const day = (text: string) => nearDay(text, today, locale)
  const days = ({ fromOn, toOn }: OutputShown) =>
    fromOn === toOn ? day(fromOn) : t('list.span', { from: day(fromOn), to: day(toOn) })
  const amount = (line: OutputShown) =>
    `${said(t as unknown as Say, count(line.amount), line.qualifier ? [line.qualifier] : [])} ${t(`units.${line.kind}`)}`
  const most = pair.toOn && pair.toOn < today ? pair.toOn : today
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('pair.lines')} />
      <TupleTable
        caption={t('pair.lines')}
        markAt={6}
        columns={[
          { head: t('pair.what'), at: 1, sub: 5, strong: true },
          { head: t('pair.amount'), at: 2, align: 'r' },
          { head: t('pair.when'), at: 3 },
          { head: t('pair.by'), at: 4 },
        ]}
        rows={lines.map((line) => [
          line.id,
          t(`outputs.${line.kind}`),
          amount(line),
          days(line),
          line.by,
          [
            line.isCorrected ? t('pair.corrected') : '',
            line.reason && t('pair.correction', { reason: line.reason }),
            line.note,
          ]
            .filter(Boolean)
            .join('  '),
          line.isCorrected ? 'past' : '',
        ])}
      />
      {pair.mayReport && (
        <Reveal summary={t('pair.correct')}>
          <p className="pb-2 text-13 text-ink-2">{t('pair.correctText')}</p>
          {lines
            .filter(({ isCorrected }) => !isCorrected)
            .slice(0, CORRECTABLE)
            .map((line, index) => (
              <Reveal
                key={line.id}
                summary={`${t('pair.correctOf', { what: t(`outputs.${line.kind}`), amount: amount(line) })} ${days(line)}`}
              >
                <StepForm
                  isWide
                  action={correctOutputAction}
                  prefix={`line${index}-`}
                  hidden={{ commandId: crypto.randomUUID(), id: crypto.randomUUID(), outputId: line.id }}
                  fields={[
                    ...outputFields(
                      t as unknown as Say,
                      { least: pair.fromOn, most },
                      { ...line, amount: String(line.amount) },
                    ),
                    { name: 'reason', label: t('pair.reason'), type: 'text', max: 300, needed: true },
                  ]}
                  submit={t('pair.save')}
                  busy={t('pair.busy')}
                />
              </Reveal>
            ))}
        </Reveal>
      )}
    </section>
  )
}
