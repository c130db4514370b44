import type { Metadata } from 'next'
import { gradeField, pairFields, type Say } from '@/components/partnerships/fields'
import { ReferralPart } from '@/components/partnerships/referral-part'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { Facts } from '@/components/ui/facts'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { closeUnitAction, editUnitAction, makePairAction } from '@/lib/partnerships/actions'
import { getUnit } from '@/lib/partnerships/queries/unit'
import { load } from '@/lib/platform/load'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('partnerships'))('unit.title') }
}

export default async function UnitPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, locale, unit] = await Promise.all([
    getTranslations('partnerships'),
    getLocale(),
    load('partnership:read', (ctx) => getUnit(ctx, id)),
  ])
  const { pairs, today } = unit
  const active = pairs.filter(({ isActive }) => isActive).length
  const day = (text: string) => nearDay(text, today, locale)
  const hidden = () => ({ commandId: crypto.randomUUID(), unitId: id, version: unit.version })
  return (
    <>
      <PageHead
        title={unit.name}
        back="/partnerships/units"
        crumbs={[
          { href: '/partnerships', label: t('title') },
          { href: '/partnerships/units', label: t('unit.title') },
          { label: unit.name },
        ]}
        chips={
          unit.closedOn ? (
            <Chip state="closed">{t('unit.closed', { day: day(unit.closedOn) })}</Chip>
          ) : (
            <Chip state={active > 0 ? 'held' : 'open'}>{active > 0 ? t('states.ACTIVE') : t('unit.noPair')}</Chip>
          )
        }
        sub={unit.region.name}
      />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-4">
          <section className="sheet wenwu px-4 py-3">
            <Facts
              items={[
                { key: 'kind', name: t('unit.kind'), value: t(`kinds.${unit.kind}`) },
                { key: 'grade', name: t('unit.grade'), value: t(`grades.${unit.grade}`) },
                { key: 'from', name: t('unit.countsFrom'), value: day(unit.countsFrom) },
              ]}
            />
          </section>
          <section className="sheet px-4 pb-4">
            <SectionHead title={t('parts.pairs')} />
            {pairs.length === 0 ? (
              <EmptyState title={t('unit.noPairs')} />
            ) : (
              <TupleTable
                caption={t('parts.pairs')}
                columns={[
                  { head: t('list.supporter'), at: 1, sub: 2, href: '/partnerships/{0}', strong: true },
                  { head: t('list.programme'), at: 3 },
                  { head: t('list.state'), at: 4, sub: 6, kind: 'state', state: 5 },
                ]}
                rows={pairs.map((pair) => [
                  pair.id,
                  pair.supporter,
                  t(`grades.${pair.grade}`),
                  t(`programmes.${pair.programme}`),
                  t(`states.${pair.isActive ? 'ACTIVE' : 'ENDED'}`),
                  pair.isActive ? 'doing' : 'closed',
                  pair.toOn
                    ? t('list.span', { from: day(pair.fromOn), to: day(pair.toOn) })
                    : t('list.open', { from: day(pair.fromOn) }),
                ])}
              />
            )}
          </section>
          <ReferralPart unit={unit} />
        </div>
        {unit.mayKeep && (
          <section className="sheet px-4 pb-4">
            <Reveal summary={t('unit.make')} open={pairs.length === 0}>
              <StepForm
                action={makePairAction}
                prefix="pair-"
                hidden={{ commandId: crypto.randomUUID(), id: unit.newId, unitId: id }}
                fields={pairFields(t as unknown as Say, today)}
                submit={t('unit.make')}
                busy={t('unit.busy')}
              />
            </Reveal>
            <Reveal summary={t('unit.edit')}>
              <StepForm
                action={editUnitAction}
                prefix="edit-"
                hidden={hidden()}
                fields={[
                  { name: 'name', label: t('unit.name'), type: 'text', max: 60, value: unit.name, needed: true },
                  gradeField(t as unknown as Say, unit.grade),
                ]}
                submit={t('unit.save')}
                busy={t('unit.busy')}
              />
            </Reveal>
            {active === 0 && (
              <Reveal summary={t('unit.close')}>
                <StepForm
                  action={closeUnitAction}
                  prefix="close-"
                  hidden={hidden()}
                  fields={[
                    {
                      name: 'on',
                      label: t('unit.closeOn'),
                      type: 'day',
                      value: today,
                      least: unit.countsFrom,
                      most: today,
                      needed: true,
                    },
                  ]}
                  submit={t('unit.close')}
                  busy={t('unit.busy')}
                />
              </Reveal>
            )}
          </section>
        )}
      </div>
    </>
  )
}
