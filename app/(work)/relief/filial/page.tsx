import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { ReliefTabs } from '@/components/relief/relief-tabs'
import { UnpaidContributions } from '@/components/relief/unpaid-contributions'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { Tabs } from '@/components/ui/tabs'
import { count, nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import {
  checkFilialListAction,
  contributeFilialAction,
  payFilialListAction,
  prepareFilialListAction,
} from '@/lib/relief/actions'
import { getFilial } from '@/lib/relief/queries/filial'

const LIST_STATES = { PREPARED: 'doing', CHECKED: 'doing', PAID: 'held', CANCELLED: 'closed' } as const

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('relief'))('filial.title') }
}

export default async function FilialPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, half, household, done] = ['region', 'half', 'household', 'done'].map((name) => asked(parameters, name))
  const [t, locale, { filial, own, role }] = await Promise.all([
    getTranslations('relief'),
    getLocale(),
    load('fund:read', async (ctx) => ({
      filial: await getFilial(ctx, { region, half, household }),
      own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
      role: ctx.actor.role,
    })),
  ])
  const { start, lists, waiting, today } = filial
  const command = () => ({ commandId: crypto.randomUUID(), id: crypto.randomUUID() })
  const day = { type: 'day' as const, value: today, most: today }
  const period = { year: String(filial.year), half: filial.half }
  const list = listAddress('/relief/filial', { half: `${filial.year}-${filial.half}`, region })
  return (
    <>
      <PageHead
        title={t('filial.title')}
        sub={t('filial.sub', { region: filial.place.name, ...period })}
        actions={
          <>
            {lists.length > 0 && <ExportButton role={role} kind="FILIAL_LISTS" list={list} isNamed />}
            {lists.length + waiting.length > 0 && <ExportButton role={role} kind="CONTRIBUTIONS" list={list} isNamed />}
          </>
        }
      />
      <ReliefTabs role={role} at="filial" />
      {done && (
        <div className="pb-4">
          <Banner state="held" live title={t('filial.done')} />
        </div>
      )}
      <p className="py-3 text-13 text-ink-3">{t('filial.note')}</p>
      <Tabs
        label={t('filial.halves')}
        tabs={filial.halves.map((each) => ({
          href: listAddress('/relief/filial', { half: `${each.year}-${each.half}`, region, household }),
          label: t('filial.half', { year: String(each.year), half: each.half }),
          current: each.year === filial.year && each.half === filial.half,
        }))}
      />
      <RegionFilter own={own} place={filial.place} kept={{ half: `${filial.year}-${filial.half}`, household }} />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <section className="sheet px-4 pb-4">
          <SectionHead title={t('filial.lists')} />
          {lists.length === 0 && <p className="text-13 text-ink-3">{t('filial.noLists')}</p>}
          <ul className="grid gap-4">
            {lists.map((list) => (
              <li key={list.id} className="grid gap-1">
                <p className="flex flex-wrap items-center gap-2">
                  <b>
                    {list.village} {list.no}
                  </b>
                  <Chip state={LIST_STATES[list.status]} bare>
                    {t(`filial.statuses.${list.status}`)}
                  </Chip>
                  <span className="text-13 text-ink-3">{nearDay(list.paidOn ?? list.preparedOn, today, locale)}</span>
                </p>
                <p className="text-13 text-ink-2">
                  {t('filial.waitingOf', {
                    village: list.village,
                    n: list.n,
                    yuan: yuan(list.fen),
                    bonus: yuan(list.bonusFen),
                  })}
                </p>
                <p className="text-13 text-ink-2">
                  {t('filial.sharesOf', {
                    county: yuan(list.shares[0]),
                    township: yuan(list.shares[1]),
                    village: yuan(list.shares[2]),
                    donation: yuan(list.shares[3]),
                  })}
                </p>
                {(list.mayCheck || list.mayPay) && (
                  <Reveal summary={t(list.mayCheck ? 'filial.toCheck' : 'filial.toPay', { no: list.no })}>
                    <StepForm
                      prefix={`list${list.id}-`}
                      action={list.mayCheck ? checkFilialListAction : payFilialListAction}
                      hidden={{ commandId: crypto.randomUUID(), listId: list.id, version: list.version }}
                      fields={[
                        { name: 'on', label: t('fields.on'), ...day, least: list.preparedOn },
                        ...(list.mayPay
                          ? [{ name: 'document', label: t('filial.document'), type: 'text' as const, max: 120 }]
                          : []),
                      ]}
                      submit={t(list.mayCheck ? 'filial.check' : 'filial.pay')}
                      busy={t('busy')}
                    />
                  </Reveal>
                )}
              </li>
            ))}
          </ul>
        </section>
        <div className="grid min-w-0 gap-4 max-desk:order-first">
          {start && filial.mayCollect && (
            <section className="sheet px-4 pb-4">
              <SectionHead title={t('filial.contribute')} note={start.household.headName} />
              {start.parents.length === 0 ? (
                <EmptyState title={t('filial.noParents')} />
              ) : (
                <StepForm
                  prefix="give-"
                  action={contributeFilialAction}
                  hidden={{ ...command(), householdId: start.household.id }}
                  fields={[
                    {
                      name: 'parentId',
                      label: t('filial.parent'),
                      type: 'select',
                      options: start.parents.map(({ id, name }) => ({ value: id, label: name })),
                    },
                    { name: 'childName', label: t('filial.child'), type: 'text', max: 60 },
                    { name: 'amountYuan', label: t('filial.amountYuan'), type: 'money', unit: t('yuan') },
                    { name: 'paidOn', label: t('filial.paidOn'), ...day },
                  ]}
                  submit={t('filial.contributeGo')}
                  busy={t('busy')}
                />
              )}
            </section>
          )}
          <section className="sheet px-4 pb-4">
            <SectionHead title={t('filial.waiting')} note={count(waiting.reduce((sum, { n }) => sum + n, 0))} />
            {waiting.length === 0 && <p className="text-13 text-ink-3">{t('filial.noWaiting')}</p>}
            {waiting.map((each) => {
              const words = { village: each.village, n: each.n, yuan: yuan(each.fen), bonus: yuan(each.bonusFen) }
              if (!filial.mayCollect) return <p key={each.regionCode}>{t('filial.waitingOf', words)}</p>
              return (
                <Reveal key={each.regionCode} summary={t('filial.waitingOf', words)} open={waiting.length === 1}>
                  <StepForm
                    prefix={`prepare${each.regionCode}-`}
                    action={prepareFilialListAction}
                    hidden={{ ...command(), regionCode: each.regionCode, year: filial.year, half: filial.half }}
                    fields={[{ name: 'on', label: t('fields.on'), ...day }]}
                    submit={t('filial.prepareOf', { village: each.village })}
                    busy={t('busy')}
                  />
                </Reveal>
              )
            })}
            {!start && filial.mayCollect && <p className="pt-3 text-13 text-ink-3">{t('filial.householdHint')}</p>}
          </section>
          <UnpaidContributions contributions={filial.unpaid} today={today} />
        </div>
      </div>
    </>
  )
}
