import type { Metadata } from 'next'
import { Strip } from '@/components/evidence/strip'
import { HouseholdSummary } from '@/components/monitoring/household-summary'
import { MeasureOrigin } from '@/components/relief/measure-origin'
import { PageHead } from '@/components/shell/page-head'
import { MeasureLife } from '@/components/support/measure-life'
import { MeasureSteps } from '@/components/support/measure-steps'
import { STATE_OF } from '@/components/support/measure-table'
import { Chip } from '@/components/ui/chip'
import { Dot } from '@/components/ui/dot'
import { Facts } from '@/components/ui/facts'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { loadRecord } from '@/lib/audit/readings'
import { listEvidence } from '@/lib/evidence/queries/list'
import { nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { may, type Permission, seesOwnField } from '@/lib/platform/permissions'
import { getPayoutOf } from '@/lib/relief/queries/application'
import { getMeasure } from '@/lib/support/queries/measure'
import type { Form } from '@/lib/support/schema'

type Props = { params: Promise<{ id: string }> }

const TILES = 6

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('title') }
}

export default async function MeasurePage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, named, locale, { measure, payout, evidence, role }] = await Promise.all([
    getTranslations('support'),
    getTranslations('households'),
    getLocale(),
    loadRecord('support:read', async (ctx) => {
      const found = await getMeasure(ctx, id)
      const subject = { kind: 'MEASURE' as const, id }
      return {
        reading: found.reading,
        measure: found,
        payout: await getPayoutOf(ctx, id),
        evidence: may(ctx.actor.role, 'evidence:read')
          ? await listEvidence(ctx, { householdId: found.household.id, subject, take: TILES })
          : null,
        role: ctx.actor.role,
      }
    }),
  ])
  const { household, type, today } = measure
  const day = (text: string) => nearDay(text, today, locale)
  const typeName = type && (locale === 'zh-CN' ? type.nameZh : type.nameEn)
  const category = t(`categories.${measure.category}`)
  const title = measure.title || typeName || category
  const isLate = (measure.status === 'PLANNED' || measure.status === 'IN_PROGRESS') && measure.finishBy < today
  const fact = (key: string, value: unknown) =>
    value ? [{ key, name: t(`page.${key as 'type'}`), value: String(value) }] : []
  const link = (
    key: 'case' | 'clue' | 'project' | 'batch',
    needs: Permission,
    to: { href: string; label: string } | null,
  ) => (to && may(role, needs) ? [{ key, name: t(`page.${key}`), value: <a href={to.href}>{to.label}</a> }] : [])
  return (
    <>
      <PageHead
        title={title}
        back="/support"
        crumbs={[{ href: '/support', label: t('title') }, { label: title }]}
        chips={
          <Chip state={STATE_OF[measure.status]} glyph={isLate ? 'crossed' : undefined}>
            {isLate ? t('page.late', { day: day(measure.finishBy) }) : t(`statuses.${measure.status}`)}
          </Chip>
        }
        sub={
          <>
            {named('householdOf', { name: household.headName })}
            <Dot />
            {household.village}
            <Dot />
            {category}
          </>
        }
        actions={
          <>
            {measure.mayEdit && (
              <LinkButton href={`/support/${id}/edit`} icon="pen">
                {t('page.edit')}
              </LinkButton>
            )}
            {seesOwnField(role) && (
              <LinkButton href={`/support/new?household=${household.id}`} icon="plus">
                {t('household.record')}
              </LinkButton>
            )}
          </>
        }
      />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-4">
          <section className="sheet wenwu px-4 pb-4">
            <SectionHead title={t('page.facts')} />
            <Facts
              items={[
                ...fact('type', typeName ?? category),
                ...fact('form', t(`forms.${measure.form as Form}`)),
                ...fact('amount', measure.amountFen > 0 && `${yuan(measure.amountFen)} ${t('yuan')}`),
                ...fact('source', measure.fundSource && t(`sources.${measure.fundSource}`)),
                ...fact('scale', measure.scale),
                ...fact('person', measure.person),
                ...fact('unit', measure.unit),
                ...fact('responsible', measure.responsible),
                ...fact('planned', t('page.until', { from: day(measure.plannedOn), to: day(measure.finishBy) })),
                ...fact('effect', measure.effect),
                ...fact('signer', measure.signer),
                ...fact(
                  'cancelled',
                  measure.cancelReason &&
                    `${t(`cancelReasons.${measure.cancelReason as 'OTHER'}`)} ${measure.cancelNote ?? ''}`,
                ),
                ...link(
                  'case',
                  'case:read',
                  measure.case && { href: `/monitoring/${measure.case.id}`, label: measure.case.caseNo },
                ),
                ...link(
                  'clue',
                  'clue:read',
                  measure.clue && { href: `/clues/${measure.clue.id}`, label: measure.clue.clueNo },
                ),
                ...link(
                  'project',
                  'project:read',
                  measure.project && { href: `/support/projects/${measure.project.id}`, label: measure.project.name },
                ),
                ...link(
                  'batch',
                  'support:batch',
                  measure.batchId ? { href: `/support/batches/${measure.batchId}`, label: t('page.openBatch') } : null,
                ),
              ]}
            />
            {payout && <MeasureOrigin payout={payout} />}
            {!type && <p className="pt-3 text-13 text-ink-3">{t('page.withheld')}</p>}
          </section>
          {evidence && (
            <Strip
              gallery={evidence}
              householdId={household.id}
              subject={{ kind: 'MEASURE', id }}
              mayAdd={may(role, 'evidence:add')}
            />
          )}
          {may(role, 'household:read') && <HouseholdSummary household={household} today={today} />}
        </div>
        <div className="grid min-w-0 gap-4 max-desk:order-first">
          <section className="sheet px-4 pb-4">
            <SectionHead title={t('page.life')} />
            <MeasureLife measure={measure} />
          </section>
          <MeasureSteps measure={measure} />
        </div>
      </div>
    </>
  )
}
