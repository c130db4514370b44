import type { Metadata } from 'next'
import { TargetShares } from '@/components/indicators/target-shares'
import { goalText, measureName, periodText, STANDING_MARK } from '@/components/indicators/target-words'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { Facts } from '@/components/ui/facts'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { digits, longDay, percent, stamp } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { changeTargetAction } from '@/lib/indicators/actions'
import { getTarget } from '@/lib/indicators/queries/targets'
import { load } from '@/lib/platform/load'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('figures'))('target.title') }
}

export default async function TargetPage({ params, searchParams }: Readonly<Props>) {
  const { id } = await params
  const kept = asked(await searchParams, 'kept')
  const [t, measures, locale, view] = await Promise.all([
    getTranslations('figures'),
    getTranslations('measures'),
    getLocale(),
    load('dashboard:read', (ctx) => getTarget(ctx, id)),
  ])
  const { target, names, curve, versions } = view
  const words = { t, measures, locale }
  const standing = t(`targets.standings.${target.standing}`)
  const { elapsed, done, current, expected } = target
  const now = current && [...target.hedges.map((hedge) => t(`hedges.${hedge}`)), digits(current)].join(' ')
  const items = [
    [t('targets.value'), goalText(target, names, words)],
    [
      t('targets.now'),
      now && target.factId ? (
        <a key="now" href={`/indicators/facts/${target.factId}`}>
          {now}
        </a>
      ) : (
        now
      ),
    ],
    [t('targets.expected'), expected && digits(expected)],
    [t('targets.baseline'), target.baseline && digits(target.baseline)],
    [t('targets.period'), periodText(target, words)],
    [t('targets.responsible'), target.responsible],
    [t('targets.source'), [target.source, target.ref].filter(Boolean).join(' ')],
    [t('fact.note'), target.note],
  ] as const
  return (
    <>
      <PageHead
        title={measureName(target.measure, names, words)}
        sub={target.region.name}
        back="/indicators/targets"
        chips={<Chip state={STANDING_MARK[target.standing]}>{standing}</Chip>}
      />
      <div className="grid gap-4">
        {kept && <Banner state="held" live title={t('targets.kept')} />}
        <section className="sheet px-4 py-4">
          {elapsed && (
            <p className="pb-3">
              {done !== null
                ? t('target.done', { share: `${digits(done)}%`, time: percent(elapsed.gone, elapsed.all) })
                : t('targets.elapsed', elapsed)}
              {target.kind === 'ZERO' && current !== null && ` ${t('target.left', { n: digits(current) })}`}
            </p>
          )}
          <Facts items={items.map(([name, value]) => ({ key: name, name, value: value || t('fact.none') }))} />
        </section>
        {curve.length > 0 && (
          <section className="sheet px-4 pb-3">
            <SectionHead title={t('target.curve')} />
            <TupleTable
              caption={t('target.curve')}
              stack={false}
              columns={[
                { head: t('target.day'), at: 1 },
                { head: t('target.planned'), at: 2, align: 'r' },
              ]}
              rows={curve.map((point) => [
                point.day,
                longDay(point.day, locale),
                point.expected === null ? t('fact.none') : digits(point.expected),
              ])}
            />
          </section>
        )}
        <TargetShares view={view} />
        <section className="sheet px-4 pb-3">
          <SectionHead title={t('target.history')} />
          <TupleTable
            caption={t('target.history')}
            columns={[
              { head: t('target.history'), at: 1, href: '/indicators/targets/{0}', strong: true },
              { head: t('targets.value'), at: 2, align: 'r' },
              { head: t('targets.source'), at: 3 },
              { head: t('fact.reason'), at: 4 },
              { head: t('fact.by'), at: 5, sub: 6 },
            ]}
            rows={versions.map((each) => [
              each.id,
              t('facts.version', { n: each.version }),
              each.value === null ? t('facts.withdrawn') : digits(each.value),
              each.source,
              each.reason || t('fact.first'),
              each.by,
              stamp(each.at),
            ])}
          />
          {view.mayChange && (
            <Reveal summary={t('target.change')}>
              <p className="pb-3 text-13 text-ink-3">{t('target.changeHint')}</p>
              <StepForm
                isWide
                prefix="change-"
                action={changeTargetAction}
                hidden={{ commandId: crypto.randomUUID(), id: crypto.randomUUID(), targetId: target.id }}
                fields={[
                  { name: 'value', label: t('targets.value'), type: 'text', max: 30, value: target.value ?? '' },
                  {
                    name: 'responsible',
                    label: t('targets.responsible'),
                    type: 'text',
                    max: 60,
                    value: target.responsible,
                  },
                  {
                    name: 'source',
                    label: t('targets.source'),
                    type: 'text',
                    max: 200,
                    value: target.source,
                    needed: true,
                  },
                  { name: 'reason', label: t('fact.reason'), type: 'long', max: 300, needed: true },
                ]}
                submit={t('fact.save')}
                busy={t('form.busy')}
              />
            </Reveal>
          )}
        </section>
      </div>
    </>
  )
}
