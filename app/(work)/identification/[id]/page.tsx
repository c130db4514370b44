import type { Metadata } from 'next'
import { Strip } from '@/components/evidence/strip'
import { Conditions } from '@/components/identification/conditions'
import { MonitoringFacts } from '@/components/identification/monitoring-facts'
import { ProcedureLife } from '@/components/identification/procedure-life'
import { ProcedureRecord } from '@/components/identification/procedure-record'
import { StepsPanel } from '@/components/identification/steps-panel'
import { HouseholdSummary } from '@/components/monitoring/household-summary'
import { PageHead } from '@/components/shell/page-head'
import { Chip } from '@/components/ui/chip'
import { Dot } from '@/components/ui/dot'
import { Facts } from '@/components/ui/facts'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { loadRecord } from '@/lib/audit/readings'
import { listEvidence } from '@/lib/evidence/queries/list'
import { getTranslations } from '@/lib/i18n/server'
import { getProcedure } from '@/lib/identification/queries/procedure'
import { PUBLICITY_PARAMETERS, publicity } from '@/lib/identification/rules/steps'
import { listParameterRows } from '@/lib/parameters/queries'
import { may } from '@/lib/platform/permissions'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identification'))('title') }
}

export default async function ProcedurePage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, named, { procedure, rows, region, evidence, adds }] = await Promise.all([
    getTranslations('identification'),
    getTranslations('households'),
    loadRecord('identification:read', async (ctx) => {
      const procedure = await getProcedure(ctx, id)
      const subject = { kind: 'IDENTIFICATION', id } as const
      const { id: householdId, villageCode: regionCode } = procedure.household
      return {
        reading: { householdId, regionCode, field: 'procedure' },
        procedure,
        rows: await listParameterRows(ctx, PUBLICITY_PARAMETERS),
        region: ctx.actor.regionCode,
        evidence: await listEvidence(ctx, { householdId, subject, take: 4 }),
        adds: may(ctx.actor.role, 'evidence:add'),
      }
    }),
  ])
  const { household, wanted, basis } = procedure
  const { days } = publicity(rows, region, procedure.today, procedure.kind)
  const cause = (code: string) => named(`causes.${code as 'OTHER'}`)
  const facts = [
    wanted.type && { key: 'type', name: t('page.type'), value: t(`types.${wanted.type as 'POOR_GENERAL'}`) },
    wanted.cause && { key: 'cause', name: t('page.cause'), value: cause(wanted.cause) },
    wanted.otherCauses.length > 0 && {
      key: 'others',
      name: t('page.otherCauses'),
      value: wanted.otherCauses.map(cause).join(t('join')),
    },
    wanted.standard && {
      key: 'standard',
      name: t('page.standard'),
      value: t(`standards.${wanted.standard as 'NATIONAL'}`),
    },
    procedure.planYear && { key: 'year', name: t('page.planYear'), value: String(procedure.planYear) },
    basis && { key: 'basis', name: t('page.basis'), value: `${t(`bases.${basis.code as 'OTHER'}`)} ${basis.text}` },
  ].filter((fact) => !!fact)
  return (
    <>
      <PageHead
        title={named('householdOf', { name: household.headName })}
        back="/identification"
        crumbs={[{ href: '/identification', label: t('title') }, { label: t('number', { no: procedure.procedureNo }) }]}
        chips={
          <Chip state={procedure.status === 'DONE' ? 'held' : procedure.status === 'REJECTED' ? 'closed' : 'doing'}>
            {t(`statuses.${procedure.status}`)}
          </Chip>
        }
        actions={
          <>
            {procedure.mayPrintNotice && (
              <LinkButton href={`/identification/${procedure.id}/notice`} icon="print">
                {t('notice.print')}
              </LinkButton>
            )}
            {procedure.papers.map((form) => (
              <LinkButton key={form} href={`/identification/${procedure.id}/paper/${form}`} icon="print" look="plain">
                {t(`papers.names.${form}`)}
              </LinkButton>
            ))}
          </>
        }
        sub={
          <>
            {t(`kinds.${procedure.kind}`)}
            <Dot />
            {t('number', { no: procedure.procedureNo })}
            <Dot />
            {household.village}
          </>
        }
      />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-4">
          <MonitoringFacts procedure={procedure} />
          {facts.length > 0 && (
            <section className="sheet px-4 py-3">
              <Facts items={facts} />
            </section>
          )}
          <Conditions kind={procedure.kind} conditions={procedure.conditions} verdict={procedure.verdict} />
          <ProcedureRecord procedure={procedure} />
          <Strip
            gallery={evidence}
            householdId={household.id}
            subject={{ kind: 'IDENTIFICATION', id: procedure.id }}
            mayAdd={adds}
          />
          <HouseholdSummary household={household} today={procedure.today} />
        </div>
        <div className="grid min-w-0 gap-4 max-desk:order-first">
          <section className="sheet px-4 pb-4">
            <SectionHead title={t('page.ahead')} />
            <ProcedureLife procedure={procedure} />
          </section>
          <StepsPanel procedure={procedure} publicityDays={days} />
        </div>
      </div>
    </>
  )
}
