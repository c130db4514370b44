import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { ReliefTabs } from '@/components/relief/relief-tabs'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { StepForm } from '@/components/shell/step-form'
import { EmptyState } from '@/components/ui/empty-state'
import { LedgerTable } from '@/components/ui/ledger-table'
import { SectionHead } from '@/components/ui/section-head'
import { count, nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { collectPayoutsAction } from '@/lib/relief/actions'
import { listCycles } from '@/lib/relief/queries/cycles'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('relief'))('cycles.title') }
}

export default async function CyclesPage({ searchParams }: Readonly<Props>) {
  const region = asked(await searchParams, 'region')
  const [t, locale, { list, own, role }] = await Promise.all([
    getTranslations('relief'),
    getLocale(),
    load('relief:pay', async (ctx) => ({
      list: await listCycles(ctx, region),
      own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
      role: ctx.actor.role,
    })),
  ])
  const { place, payable, mayCollect, back, cycles, today } = list
  return (
    <>
      <PageHead
        title={t('cycles.title')}
        sub={t('cycles.sub', { region: place.name, n: payable.n, yuan: yuan(payable.fen) })}
        actions={
          cycles.length > 0 && (
            <ExportButton
              role={role}
              kind="PAYOUT_CYCLES"
              list={listAddress('/relief/cycles', { region: place.code })}
            />
          )
        }
      />
      <ReliefTabs role={role} at="cycles" />
      <p className="py-3 text-13 text-ink-3">{t('cycles.note')}</p>
      <RegionFilter own={own} place={place} kept={{}} />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        {cycles.length === 0 ? (
          <EmptyState title={t('cycles.none')}>{t('cycles.noneWhy')}</EmptyState>
        ) : (
          <section className="sheet min-w-0 px-4 pb-4">
            <SectionHead title={t('cycles.list')} note={count(cycles.length)} />
            <LedgerTable
              stack
              caption={t('cycles.list')}
              columns={[
                { head: t('cycles.cycle') },
                { head: t('cycles.collected') },
                { head: t('cycles.payouts'), align: 'r' },
                { head: t('cycles.columns.yuan'), align: 'r' },
                { head: t('cycles.columns.status') },
              ]}
              rows={cycles.map((cycle) => ({
                key: cycle.id,
                cells: [
                  <a key="no" href={`/relief/cycles/${cycle.id}`}>
                    {cycle.no} {cycle.region}
                  </a>,
                  nearDay(cycle.collectedOn, today, locale),
                  count(cycle.payouts),
                  yuan(cycle.fen),
                  t(`cycles.statuses.${cycle.status}`),
                ],
              }))}
            />
          </section>
        )}
        <div className="grid min-w-0 gap-4 max-desk:order-first">
          <section className="sheet px-4 pb-4">
            <SectionHead title={t('cycles.collect')} note={count(payable.n)} />
            <p className="pb-2 text-13 text-ink-3">{t('cycles.collectNote')}</p>
            {!mayCollect && <p>{t('cycles.townshipOnly')}</p>}
            {mayCollect && payable.n === 0 && <p>{t('cycles.noneToPay')}</p>}
            {mayCollect && payable.n > 0 && (
              <StepForm
                prefix="collect-"
                action={collectPayoutsAction}
                hidden={{ commandId: crypto.randomUUID(), id: crypto.randomUUID(), regionCode: place.code }}
                fields={[{ name: 'on', label: t('fields.on'), type: 'day', value: today, most: today }]}
                submit={t('cycles.collect')}
                busy={t('busy')}
              />
            )}
          </section>
          {back.length > 0 && (
            <section className="sheet px-4 pb-4">
              <SectionHead title={t('cycles.back')} note={count(back.length)} />
              <p className="pb-2 text-13 text-ink-3">{t('cycles.backNote')}</p>
              <ul className="grid gap-2">
                {back.map(({ id, householdId, headName, fen, reason }) => (
                  <li key={id} className="flex flex-wrap gap-x-2">
                    <a href={`/relief/${id}`}>
                      {t('cycles.backOf', { name: headName, yuan: yuan(fen), reason: reason ?? t('cycles.noAccount') })}
                    </a>
                    <a href={`/households/${householdId}`}>{t('cycles.toHousehold')}</a>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </div>
    </>
  )
}
