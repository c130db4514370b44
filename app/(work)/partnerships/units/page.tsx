import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { type Say, unitFields } from '@/components/partnerships/fields'
import { PartnershipsNav } from '@/components/partnerships/partnerships-nav'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { StepForm } from '@/components/shell/step-form'
import { EmptyState } from '@/components/ui/empty-state'
import { Reveal } from '@/components/ui/reveal'
import { TupleTable } from '@/components/ui/tuple-table'
import { getTranslations } from '@/lib/i18n/server'
import { addUnitAction } from '@/lib/partnerships/actions'
import { getCoverage } from '@/lib/partnerships/queries/coverage'
import { listUnits } from '@/lib/partnerships/queries/list'
import { newId } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const INDENT = '\u00a0\u00a0\u00a0'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('partnerships'))('unit.title') }
}

export default async function UnitsPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, after] = ['region', 'after'].map((name) => asked(parameters, name))
  const [t, { list, coverage, actor, today, id }] = await Promise.all([
    getTranslations('partnerships'),
    load('partnership:read', async (ctx) => ({
      list: await listUnits(ctx, region, after),
      coverage: await getCoverage(ctx, region, ctx.today),
      actor: ctx.actor,
      today: ctx.today,
      id: newId(ctx.now),
    })),
  ])
  const { units, paired } = coverage
  const own = { code: actor.regionCode, name: actor.regionName }
  const regions = [
    { value: own.code, label: own.name },
    ...list.place.options.map(({ value, label, depth }) => ({ value, label: INDENT.repeat(depth + 1) + label })),
  ]
  return (
    <>
      <PageHead
        title={t('unit.title')}
        back="/partnerships"
        sub={t('unit.sub', { region: list.place.name, n: paired, without: units - paired })}
        actions={
          list.units.length > 0 && (
            <ExportButton
              role={actor.role}
              kind="MEDICAL_UNITS"
              list={listAddress('/partnerships/units', { region })}
            />
          )
        }
      />
      <PartnershipsNav part="units" />
      <RegionFilter own={own} place={list.place} />
      <div className="grid gap-4">
        {may(actor.role, 'partnership:keep') && (
          <section className="sheet px-4">
            <Reveal summary={t('unit.add')}>
              <StepForm
                isWide
                action={addUnitAction}
                hidden={{ commandId: crypto.randomUUID(), id }}
                fields={unitFields(t as unknown as Say, regions, list.place.code, today)}
                submit={t('unit.save')}
                busy={t('unit.busy')}
              />
            </Reveal>
          </section>
        )}
        {list.units.length === 0 ? (
          <EmptyState title={t('unit.empty')}>{t('unit.emptyWhy')}</EmptyState>
        ) : (
          <section className="sheet px-4">
            <TupleTable
              caption={t('unit.title')}
              columns={[
                { head: t('unit.name'), at: 1, sub: 2, href: '/partnerships/units/{0}', strong: true },
                { head: t('unit.kind'), at: 3, sub: 4 },
                { head: t('unit.pairs'), at: 5, kind: 'state', state: 6 },
              ]}
              rows={list.units.map((unit) => [
                unit.id,
                unit.name,
                unit.region,
                t(`kinds.${unit.kind}`),
                t(`grades.${unit.grade}`),
                unit.closedOn
                  ? t('unit.closed', { day: unit.closedOn })
                  : unit.pairs > 0
                    ? String(unit.pairs)
                    : t('unit.noPair'),
                unit.closedOn ? 'closed' : unit.pairs > 0 ? 'held' : 'open',
              ])}
            />
          </section>
        )}
      </div>
      <ListPager
        after={after}
        next={list.next}
        address={(over) => listAddress('/partnerships/units', { region, ...over })}
      />
    </>
  )
}
