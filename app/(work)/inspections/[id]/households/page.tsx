import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { TurnList } from '@/components/inspections/turn-list'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Select } from '@/components/ui/select'
import { Tabs } from '@/components/ui/tabs'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { clientWords } from '@/lib/i18n/client-words'
import { count } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { listTurns, TURN_TABS } from '@/lib/inspections/queries/turns'
import { load } from '@/lib/platform/load'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inspections'))('turns.title') }
}

export default async function TurnsPage({ params, searchParams }: Readonly<Props>) {
  const [{ id }, parameters] = await Promise.all([params, searchParams])
  const [village, after] = ['village', 'after'].map((name) => asked(parameters, name))
  const wanted = asked(parameters, 'tab')
  const tab = TURN_TABS.find((each) => each === wanted) ?? 'left'
  const [t, common, words, list] = await Promise.all([
    getTranslations('inspections'),
    getTranslations('common'),
    clientWords('inspections'),
    load('inspection:read', (ctx) => listTurns(ctx, id, { village, tab, after })),
  ])
  const here = `/inspections/${id}/households`
  const address = (over: Record<string, string | null>) =>
    listAddress(here, { village, tab: tab === 'left' ? null : tab, ...over })
  const { turns, counts, villages, hasMine } = list
  return (
    <div className="max-w-160">
      <PageHead
        title={t('turns.title')}
        back={`/inspections/${id}`}
        crumbs={[{ href: `/inspections/${id}`, label: list.campaign.title }, { label: t('turns.title') }]}
        sub={list.campaign.title}
        actions={
          turns.length > 0 && (
            <ExportButton
              role={list.role}
              kind="SAMPLES"
              list={listAddress(here, { campaign: id, tab, village: village ?? null })}
            />
          )
        }
      />
      <UnsentBanner userId={list.userId} words={words.unsent} />
      <Tabs
        label={t('turns.title')}
        tabs={TURN_TABS.map((each) => ({
          href: address({ tab: each === 'left' ? null : each }),
          label: t(`turns.${each}`),
          count: count(counts[each]),
          current: each === tab,
        }))}
      />
      {villages.length > 1 && (
        <form className="flex flex-wrap items-end gap-2 py-3">
          {tab !== 'left' && <input type="hidden" name="tab" value={tab} />}
          <div className="min-w-48 grow">
            <Select
              key={village}
              name="village"
              label={t('list.village')}
              empty={t('turns.all')}
              options={[
                ...(hasMine ? [{ value: 'mine', label: t('turns.mine') }] : []),
                ...villages.map((each) => ({ value: each.village, label: `${each.township} ${each.name}` })),
              ]}
              defaultValue={village ?? ''}
            />
          </div>
          <Button type="submit">{common('filter')}</Button>
        </form>
      )}
      {turns.length === 0 ? (
        tab === 'left' ? (
          <EmptyState title={t('turns.none')}>{t('turns.noneWhy')}</EmptyState>
        ) : (
          <EmptyState title={t(`turns.${tab}None`)} />
        )
      ) : (
        <TurnList campaignId={id} turns={turns} mayRecord={list.mayRecord} isPast={tab !== 'left'} />
      )}
      <ListPager after={after} next={list.next} address={address} />
    </div>
  )
}
