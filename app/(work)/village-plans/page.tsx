import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { ListFilter } from '@/components/support/list-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Reveal } from '@/components/ui/reveal'
import { TupleTable } from '@/components/ui/tuple-table'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { makePlanAction } from '@/lib/yearplans/actions'
import { listVillages } from '@/lib/yearplans/queries/list'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const YEARS_BACK = 3
/** What the plans of these villages hold, each as a file of its own. */
const PARTS = ['YEAR_TASKS', 'LABOUR', 'SPECIAL_GROUPS', 'SUPPLIES'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('yearplans'))('title') }
}

export default async function VillagePlansPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, year, after] = ['region', 'year', 'after'].map((name) => asked(parameters, name))
  const [t, locale, { list, role, today }] = await Promise.all([
    getTranslations('yearplans'),
    getLocale(),
    load('villagePlan:read', async (ctx) => ({
      list: await listVillages(ctx, { region, year, after }),
      role: ctx.actor.role,
      today: ctx.today,
    })),
  ])
  const { villages, counts, place, thisYear } = list
  const without = villages.filter(({ planId }) => planId === null)
  const here = listAddress('/village-plans', { region, year: String(list.year) })
  const years = Array.from({ length: YEARS_BACK }, (_, back) => String(thisYear - back))
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('list.sub', {
          region: place.name,
          year: String(list.year),
          villages: counts.villages,
          plans: counts.plans,
        })}
        actions={
          <>
            {villages.length > 0 && <ExportButton role={role} kind="VILLAGE_PLANS" list={here} />}
            <LinkButton href="/village-plans/tasks">{t('list.kinds')}</LinkButton>
          </>
        }
      />
      <ListFilter
        own={list.own}
        place={place}
        choices={[
          {
            name: 'year',
            label: t('list.year'),
            options: years.map((value) => ({ value, label: value })),
            value: String(list.year),
          },
        ]}
      />
      <div className="grid gap-4">
        {list.mayKeep && without.length > 0 && (
          <section className="sheet px-4">
            <Reveal summary={t('list.make')} open={villages.length === 1}>
              <p className="pb-2 text-13 text-ink-2">{t('list.makeNote')}</p>
              <StepForm
                isWide
                action={makePlanAction}
                hidden={{ commandId: crypto.randomUUID(), id: list.newId, year: list.year }}
                fields={[
                  {
                    name: 'regionCode',
                    label: t('list.village'),
                    type: 'select',
                    options: without.map(({ code, name }) => ({ value: code, label: name })),
                  },
                  {
                    name: 'secretary',
                    label: t('list.secretary'),
                    type: 'text',
                    max: 60,
                    value: villages.length === 1 ? list.user : '',
                    needed: true,
                  },
                  { name: 'aims', label: t('list.aims'), type: 'long', max: 500, hint: t('list.aimsHint') },
                ]}
                submit={t('list.save')}
                busy={t('list.busy')}
              />
            </Reveal>
          </section>
        )}
        {villages.length === 0 ? (
          <EmptyState title={t('list.empty')} />
        ) : (
          <section className="sheet px-4">
            <TupleTable
              caption={t('title')}
              columns={[
                { head: t('list.village'), at: 1, sub: 2, href: '{3}', strong: true },
                { head: t('list.standing'), at: 4, kind: 'state', state: 5 },
                { head: t('list.tasks'), at: 6 },
                { head: t('list.secretary'), at: 7 },
                { head: t('list.last'), at: 8 },
              ]}
              rows={villages.map((village) => [
                village.code,
                village.name,
                village.above,
                village.planId && `/village-plans/${village.planId}`,
                village.planId === null
                  ? t('list.noPlan')
                  : village.crossed + village.behind > 0
                    ? t('list.late', { crossed: village.crossed, behind: village.behind })
                    : t('list.onTime'),
                village.planId === null
                  ? 'open'
                  : village.crossed > 0
                    ? 'crossed'
                    : village.behind > 0
                      ? 'behind'
                      : village.done === village.tasks
                        ? 'held'
                        : 'doing',
                village.planId && t('list.done', { done: village.done, n: village.tasks }),
                village.secretary,
                village.planId && (village.lastOn ? nearDay(village.lastOn, today, locale) : t('list.never')),
              ])}
            />
          </section>
        )}
      </div>
      {villages.length > 0 && (
        <div className="flex flex-wrap gap-2 pt-3 empty:hidden">
          {PARTS.map((kind) => (
            <ExportButton key={kind} role={role} kind={kind} list={here} isNamed />
          ))}
        </div>
      )}
      <ListPager
        after={after}
        next={list.next}
        address={(over) => listAddress('/village-plans', { region, year, ...over })}
      />
    </>
  )
}
