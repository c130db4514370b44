import type { Metadata } from 'next'
import { EnterpriseDifficulties } from '@/components/resumption/enterprise-difficulties'
import { EnterpriseFigures } from '@/components/resumption/enterprise-figures'
import { EnterpriseOfficers } from '@/components/resumption/enterprise-officers'
import { EnterpriseSteps } from '@/components/resumption/enterprise-steps'
import { EnterpriseVisits } from '@/components/resumption/enterprise-visits'
import { SHAPES } from '@/components/resumption/state'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { Facts } from '@/components/ui/facts'
import { Life } from '@/components/ui/life'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { getEnterprise } from '@/lib/resumption/queries/enterprise'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('resumption'))('title') }
}

export default async function EnterprisePage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, locale, enterprise] = await Promise.all([
    getTranslations('resumption'),
    getLocale(),
    load('enterprise:read', (ctx) => getEnterprise(ctx, id)),
  ])
  const { name, type, status, parent, workshops, record, today, activeUntil, onSite } = enterprise
  const day = (text: string) => nearDay(text, today, locale)
  return (
    <>
      <PageHead
        title={name}
        back="/enterprises"
        crumbs={[{ href: '/enterprises', label: t('title') }, { label: name }]}
        chips={<Chip state={SHAPES[status]}>{t(`statuses.${status}`)}</Chip>}
        sub={[t(`types.${type}`), enterprise.region.name].join('  ')}
        actions={
          <>
            {enterprise.mayReport && (
              <LinkButton href={`/enterprises/${id}/figures`} icon="pen" look="act">
                {t('page.reportToday')}
              </LinkButton>
            )}
            {enterprise.mayKeep && (
              <LinkButton href={`/enterprises/${id}/edit`} icon="gear">
                {t('form.edit')}
              </LinkButton>
            )}
          </>
        }
      />
      {activeUntil && (
        <Banner state="na" title={t('page.activeUntil', { day: day(activeUntil), reason: enterprise.endReason })} />
      )}
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-4">
          <section className="sheet wenwu px-4 py-3">
            <Facts
              items={[
                { key: 'officer', name: t('page.officer'), value: enterprise.officer?.name ?? t('list.noOfficer') },
                {
                  key: 'contact',
                  name: t('page.contact'),
                  value: [enterprise.contactName, enterprise.phone].filter(Boolean).join('  '),
                },
                { key: 'code', name: t('page.code'), value: enterprise.creditCode ?? '' },
                ...(parent
                  ? [
                      {
                        key: 'parent',
                        name: t('form.parent'),
                        value: <a href={`/enterprises/${parent.id}`}>{parent.name}</a>,
                      },
                    ]
                  : []),
                ...(workshops.length > 0
                  ? [
                      {
                        key: 'workshops',
                        name: t('page.workshops'),
                        value: workshops.map((each) => (
                          <a key={each.id} className="mr-3" href={`/enterprises/${each.id}`}>
                            {each.name}
                          </a>
                        )),
                      },
                    ]
                  : []),
              ].filter(({ value }) => value !== '')}
            />
          </section>
          <EnterpriseFigures enterprise={enterprise} />
          <EnterpriseDifficulties enterprise={enterprise} />
          <EnterpriseVisits enterprise={enterprise} />
        </div>
        <div className="grid min-w-0 gap-4">
          <EnterpriseSteps enterprise={enterprise} />
          <section className="sheet px-4 pb-4">
            <SectionHead title={t('page.record')} />
            <Life
              steps={[
                { key: 'registered', phase: 'done', title: t('page.registered'), sub: day(enterprise.activeFrom) },
                ...record.map((each) => ({
                  key: String(each.no),
                  phase: 'done' as const,
                  title: each.step === 'check' && !onSite ? t('steps.approve') : t(`steps.${each.step}`),
                  sub: [day(each.on), each.by, each.note].filter(Boolean).join('  '),
                })),
              ]}
            />
          </section>
          <EnterpriseOfficers enterprise={enterprise} />
        </div>
      </div>
    </>
  )
}
