import type { Metadata } from 'next'
import { CampaignLife } from '@/components/inspections/campaign-life'
import { CampaignSteps } from '@/components/inspections/campaign-steps'
import { DrawsPart } from '@/components/inspections/draws-part'
import { FindingsPart } from '@/components/inspections/findings-part'
import { named, shapeOf } from '@/components/inspections/names'
import { SummaryTable } from '@/components/inspections/summary-table'
import { TeamPart } from '@/components/inspections/team-part'
import { PageHead } from '@/components/shell/page-head'
import { Chip } from '@/components/ui/chip'
import { Facts } from '@/components/ui/facts'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { getCampaign } from '@/lib/inspections/queries/campaign'
import { load } from '@/lib/platform/load'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inspections'))('titleLong') }
}

export default async function CampaignPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, locale, campaign] = await Promise.all([
    getTranslations('inspections'),
    getLocale(),
    load('inspection:read', (ctx) => getCampaign(ctx, id)),
  ])
  const day = (text: string) => nearDay(text, campaign.today, locale)
  const list = (words: string[]) => words.join(locale === 'en' ? ', ' : ' ')
  const isInspecting = campaign.status === 'INSPECTING' && campaign.mayRecord
  return (
    <>
      <PageHead
        title={campaign.title}
        back="/inspections"
        crumbs={[{ href: '/inspections', label: t('titleLong') }, { label: campaign.title }]}
        chips={<Chip state={shapeOf(campaign.status)}>{t(`statuses.${campaign.status}`)}</Chip>}
        sub={`${campaign.campaignNo}  ${campaign.organiser}`}
        actions={
          campaign.rounds > 0 && (
            <LinkButton
              href={`/inspections/${id}/households`}
              icon={isInspecting ? 'house' : 'people'}
              look={isInspecting ? 'act' : 'plain'}
            >
              {isInspecting ? t('page.inspect') : t('page.households')}
            </LinkButton>
          )
        }
      />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-4">
          <section className="sheet wenwu px-4 py-3">
            <Facts
              items={[
                {
                  key: 'period',
                  name: t('page.period'),
                  value: `${day(campaign.beginsOn)} – ${day(campaign.endsOn)}`,
                },
                {
                  key: 'organiser',
                  name: t('page.organiser'),
                  value: `${campaign.organiser} (${t(`levels.${campaign.organiserLevel}`)})`,
                },
                { key: 'scope', name: t('page.scope'), value: list(campaign.regions.map(({ name }) => name)) },
                {
                  key: 'rule',
                  name: t('page.rule'),
                  value: t('page.ruleText', { registered: campaign.registered, others: campaign.others }),
                },
                {
                  key: 'must',
                  name: t('page.mustInclude'),
                  value: list(campaign.mustInclude.map((group) => t(`groups.${group}`))) || t('page.noGroup'),
                },
                {
                  key: 'aspects',
                  name: t('page.aspects'),
                  value: list(campaign.aspects.map((each) => named(each, locale) + (each.isInferred ? ' ★' : ''))),
                },
              ]}
            />
            {campaign.conclusion && (
              <p className="pt-2 whitespace-pre-line">
                <b>{t('page.conclusion')}</b> {campaign.conclusion}
              </p>
            )}
          </section>
          <section className="sheet overflow-x-auto px-4 pb-2">
            <SectionHead title={t('summary.title')} note={t('summary.note')} />
            <SummaryTable campaign={campaign} />
          </section>
          <FindingsPart campaign={campaign} />
          {campaign.letters.length > 0 && (
            <section className="sheet px-4 pb-3">
              <SectionHead title={t('parts.letters')} />
              <ul>
                {campaign.letters.map((letter) => (
                  <li key={letter.id} className="flex min-h-12 items-center gap-3 border-b border-hair">
                    <a href={`/inspections/letters/${letter.id}`}>{letter.no}</a>
                    <span>{letter.village}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {campaign.draws.length > 0 && (
            <section className="sheet px-4 pb-3">
              <SectionHead title={t('draws.title')} note={t('draws.note')} />
              <DrawsPart campaign={campaign} />
            </section>
          )}
        </div>
        <div className="grid min-w-0 gap-4 max-desk:order-first">
          {campaign.mayPlan && campaign.next && (
            <section className="sheet px-4 pb-4">
              <SectionHead title={t('page.next')} />
              <CampaignSteps campaign={campaign} />
            </section>
          )}
          <section className="sheet px-4 pb-4">
            <SectionHead title={t('teams.title')} />
            <TeamPart campaign={campaign} />
          </section>
          <section className="sheet px-4 pb-4">
            <SectionHead title={t('page.record')} />
            <CampaignLife campaign={campaign} />
          </section>
        </div>
      </div>
    </>
  )
}
