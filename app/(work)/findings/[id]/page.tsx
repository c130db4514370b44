import type { Metadata } from 'next'
import { Strip } from '@/components/evidence/strip'
import { FindingLikes } from '@/components/findings/finding-likes'
import { FindingProofs } from '@/components/findings/finding-proofs'
import { FindingRecord } from '@/components/findings/finding-record'
import { FindingWay } from '@/components/findings/finding-way'
import { shapeOf } from '@/components/findings/state'
import { StepsPanel } from '@/components/findings/steps-panel'
import { HouseholdSummary } from '@/components/monitoring/household-summary'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { Facts } from '@/components/ui/facts'
import { LinkButton } from '@/components/ui/link-button'
import { loadRecord } from '@/lib/audit/readings'
import { listEvidence } from '@/lib/evidence/queries/list'
import { getFinding } from '@/lib/findings/queries/finding'
import { nearDay, stamp } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { newId } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'

type Props = { params: Promise<{ id: string }> }

const TILES = 12

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('findings'))('title') }
}

export default async function FindingPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, named, locale, { finding, evidence, adds, proof }] = await Promise.all([
    getTranslations('findings'),
    getTranslations('evidence'),
    getLocale(),
    loadRecord('finding:read', async (ctx) => {
      const finding = await getFinding(ctx, id)
      const subject = { kind: 'FINDING', id } as const
      return {
        reading: finding.reading,
        finding,
        evidence: may(ctx.actor.role, 'evidence:read') ? await listEvidence(ctx, { subject, take: TILES }) : null,
        adds: finding.status !== 'CLOSED' && may(ctx.actor.role, 'evidence:add'),
        proof: newId(ctx.now),
      }
    }),
  ])
  const { today, found } = finding
  const holder = finding.hangsOnLine ? null : (finding.household?.id ?? null)
  const day = (text: string) => nearDay(text, today, locale)
  const fact = (key: string, name: string, value: string | null | undefined) => (value ? [{ key, name, value }] : [])
  const owner = [finding.unit, finding.leader, finding.person].filter(Boolean).join('  ')
  const due = finding.dueOn && [
    day(finding.dueOn),
    finding.extensions > 0 && t('page.extended', { n: finding.extensions, most: finding.mostExtensions }),
    finding.pressed && t('page.pressed', { press: t(`presses.${finding.pressed}`) }),
  ]
  const pieces = (evidence?.pieces ?? [])
    .filter(({ isWithdrawn }) => !isWithdrawn)
    .map((piece) => ({
      id: piece.id,
      label: [piece.caption || named(`kinds.${piece.kind}`), stamp(piece.receivedAt)].join('  '),
    }))
  return (
    <>
      <PageHead
        title={finding.title || t(`categories.${finding.category}`)}
        back="/findings"
        crumbs={[{ href: '/findings', label: t('title') }, { label: finding.findingNo }]}
        chips={<Chip state={shapeOf(finding)}>{t(`statuses.${finding.status}`)}</Chip>}
        sub={[finding.findingNo, t(`sources.${finding.source}`), String(finding.sourceYear), finding.document]
          .filter(Boolean)
          .join('  ')}
        actions={
          <>
            {finding.unit && (
              <LinkButton href={`/findings/${id}/paper/letter`} icon="print" look="plain">
                {t('page.letter')}
              </LinkButton>
            )}
            {finding.status === 'CLOSED' && (
              <LinkButton href={`/findings/${id}/paper/slip`} icon="print">
                {t('page.slip')}
              </LinkButton>
            )}
          </>
        }
      />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-4">
          {finding.isHidden && (
            <Banner state="due" title={t('page.hidden')}>
              {t('page.hiddenBody')}
            </Banner>
          )}
          {finding.pressNow && (
            <Banner state="crossed" title={t('page.pressNow', { press: t(`presses.${finding.pressNow}`) })} />
          )}
          <section className="sheet px-4 py-3">
            <Facts
              items={[
                {
                  key: 'level',
                  name: t('fields.level'),
                  value: `${t(`levels.${finding.level}`)}  ${t(`reaches.${finding.reach}`)}`,
                },
                { key: 'category', name: t('fields.category'), value: t(`categories.${finding.category}`) },
                {
                  key: 'aspect',
                  name: t('fields.aspect'),
                  value: locale === 'zh-CN' ? finding.aspect.zh : finding.aspect.en,
                },
                { key: 'where', name: t('page.where'), value: finding.region },
                ...(finding.enterpriseId
                  ? [
                      {
                        key: 'enterprise',
                        name: t('page.enterprise'),
                        value: <a href={`/enterprises/${finding.enterpriseId}`}>{finding.document}</a>,
                      },
                    ]
                  : []),
                {
                  key: 'found',
                  name: t('page.found'),
                  value: found.unit
                    ? t('page.foundBy', { name: found.by, unit: found.unit, day: day(finding.foundOn) })
                    : t('page.foundByAlone', { name: found.by, day: day(finding.foundOn) }),
                },
                ...fact('owner', t('page.owner'), owner),
                ...fact('others', t('fields.otherUnits'), finding.otherUnits),
                ...fact('due', t('page.due'), due ? due.filter(Boolean).join('  ') : null),
                ...fact('content', t('fields.content'), finding.content),
                ...fact('requirement', t('page.requirement'), finding.requirement),
                ...fact('goal', t('fields.goal'), finding.goal),
                ...fact('measures', t('fields.measures'), finding.measures),
                ...fact('milestones', t('page.milestones'), finding.isLongTerm ? finding.milestones : ''),
                ...fact('similar', t('page.like'), finding.similar && t('page.similar', finding.similar)),
              ]}
            />
          </section>
          <FindingProofs finding={finding} />
          {evidence && (
            <Strip gallery={evidence} householdId={holder} subject={{ kind: 'FINDING', id }} mayAdd={adds} />
          )}
          <FindingRecord finding={finding} />
          <FindingLikes finding={finding} />
          {finding.home && <HouseholdSummary household={finding.home} today={today} />}
        </div>
        <div className="grid min-w-0 gap-4 max-desk:order-first">
          <StepsPanel finding={finding} pieces={pieces} ids={{ proof }} />
          <FindingWay finding={finding} />
        </div>
      </div>
    </>
  )
}
