import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { CycleDeeds } from '@/components/relief/cycle-deeds'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { LedgerTable } from '@/components/ui/ledger-table'
import { longDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { getCycle } from '@/lib/relief/queries/cycles'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const CHIP = { AT_BANK: 'doing', ANSWERED: 'held', CLOSED: 'closed' } as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('relief'))('cycles.title') }
}

export default async function CyclePage({ params, searchParams }: Readonly<Props>) {
  const [{ id }, parameters] = await Promise.all([params, searchParams])
  const [t, locale, { cycle, role }] = await Promise.all([
    getTranslations('relief'),
    getLocale(),
    load('relief:pay', async (ctx) => ({ cycle: await getCycle(ctx, id), role: ctx.actor.role })),
  ])
  const title = t('cycles.of', { no: cycle.no })
  return (
    <>
      <PageHead
        title={title}
        back="/relief/cycles"
        crumbs={[{ href: '/relief/cycles', label: t('cycles.title') }, { label: title }]}
        chips={<Chip state={CHIP[cycle.status]}>{t(`cycles.statuses.${cycle.status}`)}</Chip>}
        sub={`${cycle.region} ${longDay(cycle.collectedOn, locale)} ${yuan(cycle.fen)} ${t('yuan')}`}
        actions={
          <ExportButton role={role} kind="PAYMENTS" list={`/relief/cycles?region=${cycle.regionCode}&cycle=${id}`} />
        }
      />
      {asked(parameters, 'done') && (
        <div className="pb-4">
          <Banner state="held" live title={t('cycles.done')} />
        </div>
      )}
      {cycle.closed && (
        <div className="pb-4">
          <Banner
            state="closed"
            title={t('cycles.closed', {
              name: cycle.closed.by,
              day: longDay(cycle.closed.on, locale),
              reason: cycle.closed.reason,
            })}
          />
        </div>
      )}
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <section className="sheet min-w-0 px-4 py-4">
          <LedgerTable
            stack
            caption={title}
            columns={[
              { head: t('cycles.columns.no') },
              { head: t('cycles.columns.household') },
              { head: t('cycles.columns.village') },
              { head: t('cycles.columns.yuan'), align: 'r' },
              { head: t('cycles.columns.status') },
              { head: t('cycles.columns.call') },
            ]}
            rows={cycle.items.map((item) => ({
              key: String(item.itemNo),
              cells: [
                <a key="no" href={`/relief/${item.applicationId}`}>
                  {item.no}
                </a>,
                item.headName,
                item.village,
                yuan(item.fen),
                [t(`cycles.itemStatuses.${item.status}`), item.reason].filter(Boolean).join(' '),
                item.call
                  ? [t(`cycles.calls.${item.call}`), item.callNote].filter(Boolean).join(' ')
                  : item.isSampled && t('cycles.toCall'),
              ],
            }))}
          />
        </section>
        <CycleDeeds cycle={cycle} />
      </div>
    </>
  )
}
