import '@/components/cockpit/cockpit.css'
import type { Metadata } from 'next'
import { BigScreen } from '@/components/cockpit/big-screen'
import { Period } from '@/components/cockpit/period'
import { PlaceTable } from '@/components/cockpit/place-table'
import { recordsOf, Side } from '@/components/cockpit/side'
import { TileMap } from '@/components/cockpit/tile-map'
import { WorkCards } from '@/components/cockpit/work-cards'
import { ExportButton } from '@/components/exports/export-button'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { getCockpit } from '@/lib/cockpit/queries/cockpit'
import { stamp } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { installation } from '@/lib/platform/installation'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cockpit'))('title') }
}

export default async function CockpitPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const region = asked(parameters, 'region')
  const [t, cockpit, found] = await Promise.all([
    getTranslations('cockpit'),
    load('supervision:read', (ctx) => getCockpit(ctx, region)),
    installation(),
  ])
  if (asked(parameters, 'screen') === 'large') return <BigScreen cockpit={cockpit} isDemo={found?.isDemo ?? false} />
  const { code, name } = cockpit.region
  const { counts } = cockpit
  const isTiled = asked(parameters, 'map') === 'tiles'
  const here = (path: string, over: Record<string, string> = {}) => listAddress(path, { region: code, ...over })
  return (
    <>
      <PageHead
        title={t('of', { region: name })}
        back={cockpit.path.length > 1 ? `/cockpit?region=${cockpit.path.at(-2)?.code}` : undefined}
        crumbs={cockpit.path.map((each) =>
          each.code === code ? { label: each.name } : { label: each.name, href: `/cockpit?region=${each.code}` },
        )}
        sub={
          <p className="flex flex-wrap gap-x-4 gap-y-1 text-13 text-ink-2">
            <span>
              <a href={recordsOf('places', code)}>{t('sub', { n: counts.places, behind: counts.behind })}</a>
            </span>
            <span>{t('asOf', { time: stamp(cockpit.asOf) })}</span>
          </p>
        }
        actions={
          <>
            <LinkButton href={here('/cockpit/bulletin')} icon="paper">
              {t('actions.bulletin')}
            </LinkButton>
            <LinkButton href={here('/cockpit/ledger')} icon="print">
              {t('actions.ledger')}
            </LinkButton>
            <ExportButton role={cockpit.role} kind="SUPERVISION" list={here('/cockpit')} />
            <LinkButton href={here('/cockpit', { screen: 'large' })} icon="eye">
              {t('actions.screen')}
            </LinkButton>
          </>
        }
      />
      <RegionFilter own={cockpit.own} place={cockpit.place} />
      {counts.places === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyWhy')}</EmptyState>
      ) : (
        <>
          <Period period={cockpit.period} today={cockpit.today} />
          <WorkCards works={cockpit.works} workNames={cockpit.workNames} />
        </>
      )}
      <div className="ck-deck">
        {counts.places > 0 && <PlaceTable {...cockpit} />}
        <aside className="ck-side">
          <TileMap
            tiles={cockpit.tiles}
            outline={cockpit.outline}
            isTiled={isTiled}
            other={here('/cockpit', isTiled ? {} : { map: 'tiles' })}
          />
          <Side cockpit={cockpit} />
        </aside>
      </div>
    </>
  )
}
