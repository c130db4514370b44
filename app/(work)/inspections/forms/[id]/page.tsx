import type { Metadata } from 'next'
import { Strip } from '@/components/evidence/strip'
import { named } from '@/components/inspections/names'
import { PageHead } from '@/components/shell/page-head'
import { Chip } from '@/components/ui/chip'
import { Facts } from '@/components/ui/facts'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { listEvidence } from '@/lib/evidence/queries/list'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { getForm } from '@/lib/inspections/queries/form'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'

const TILES = 6

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inspections'))('shown.title') }
}

export default async function FormPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, ledger, locale, form] = await Promise.all([
    getTranslations('inspections'),
    getTranslations('findings'),
    getLocale(),
    load('inspection:read', async (ctx) => {
      const form = await getForm(ctx, id)
      const subject = { kind: 'INSPECTION', id } as const
      const sees = may(ctx.actor.role, 'evidence:read')
      return {
        ...form,
        photos: sees ? await listEvidence(ctx, { householdId: form.householdId, subject, take: TILES }) : null,
        addsPhotos: form.seesCampaign && may(ctx.actor.role, 'evidence:add'),
      }
    }),
  ])
  const problems = form.answers.filter(({ answer }) => answer === 'NO')
  const others = form.answers.filter(({ answer }) => answer !== 'NO')
  const turns = `/inspections/${form.campaignId}/households`
  return (
    <div className="grid max-w-160 gap-4">
      <PageHead
        title={form.headName}
        back={form.seesCampaign ? turns : '/inspections'}
        sub={`${form.village}  ${t('shown.title')}`}
        actions={
          <>
            {form.next && (
              <LinkButton href={`/inspections/${form.campaignId}/inspect/${form.next.householdId}`} look="act">
                {t('shown.nextHome', { name: form.next.headName })}
              </LinkButton>
            )}
            <LinkButton href={`/households/${form.householdId}`} icon="house">
              {t('shown.home')}
            </LinkButton>
          </>
        }
      />
      <section className="sheet px-4 pb-3">
        <SectionHead title={t('shown.problems')} />
        {problems.length === 0 && (
          <Chip bare state="held">
            {t('shown.none')}
          </Chip>
        )}
        <ul>
          {problems.map((each) => (
            <li key={each.code} className="border-b border-hair py-2 last:border-0">
              <p className="font-semibold">{each.note || ledger(`categories.${each.category}`)}</p>
              <p className="text-13 text-ink-3">{named(each, locale)}</p>
              {each.course === 'FIXED' ? (
                <Chip bare state="held">
                  {t('shown.fixed')}
                </Chip>
              ) : (
                <Chip bare state="open">
                  {t('shown.ledger')}{' '}
                  {each.finding && <a href={`/findings/${each.finding.id}`}>{each.finding.findingNo}</a>}
                </Chip>
              )}
            </li>
          ))}
        </ul>
        {form.note && (
          <p className="pt-2 whitespace-pre-line">
            <b>{t('shown.note')}</b> {form.note}
          </p>
        )}
      </section>
      {form.photos && (
        <Strip
          gallery={form.photos}
          householdId={form.householdId}
          subject={{ kind: 'INSPECTION', id }}
          mayAdd={form.addsPhotos}
        />
      )}
      <section className="sheet px-4 py-3">
        <Facts
          items={[
            { key: 'on', name: t('shown.on'), value: nearDay(form.on, form.today, locale) },
            { key: 'by', name: t('shown.by'), value: form.by },
            ...(form.unit ? [{ key: 'unit', name: t('shown.unit'), value: form.unit }] : []),
            { key: 'signer', name: t('shown.signer'), value: form.signer },
            { key: 'round', name: t('shown.round'), value: form.round },
          ]}
        />
      </section>
      <section className="sheet px-4 pb-3">
        <SectionHead title={t('shown.order')} />
        <ul>
          {others.map((each) => (
            <li key={each.code} className="flex items-center gap-3 border-b border-hair py-2 last:border-0">
              <span className="grow">{named(each, locale)}</span>
              <Chip bare state={each.answer === 'YES' ? 'held' : 'na'}>
                {each.answer === 'YES' ? t('form.yes') : t('shown.na')}
              </Chip>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
