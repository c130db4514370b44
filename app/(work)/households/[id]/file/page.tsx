import type { Metadata } from 'next'
import { FileLists } from '@/components/dossier/file-lists'
import { FileMembers } from '@/components/dossier/file-members'
import { IncomeTable } from '@/components/dossier/income-table'
import { KnownFacts } from '@/components/dossier/known-facts'
import { sealedWords } from '@/components/dossier/sealed-words'
import { valueWords } from '@/components/dossier/value-words'
import { Strip } from '@/components/evidence/strip'
import { RecordGuarantees } from '@/components/households/record-guarantees'
import { PageHead } from '@/components/shell/page-head'
import { LinkButton } from '@/components/ui/link-button'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { loadRecord } from '@/lib/audit/readings'
import { getDossier } from '@/lib/dossier/queries/file'
import { getTranslations } from '@/lib/i18n/server'
import { may } from '@/lib/platform/permissions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('dossier'))('title') }
}

export default async function FilePage({ params }: PageProps<'/households/[id]/file'>) {
  const { id } = await params
  const [words, { file, today, role }] = await Promise.all([
    valueWords(),
    loadRecord('dossier:read', async (ctx) => {
      const file = await getDossier(ctx, id)
      const { id: householdId, regionCode } = file.record.household
      return { reading: { householdId, regionCode, field: 'dossier' }, file, today: ctx.today, role: ctx.actor.role }
    }),
  ])
  const { t, households } = words
  const { household } = file.record
  const here = `/households/${household.id}`
  const head = households('householdOf', { name: household.headName })
  return (
    <>
      <PageHead
        title={t('title')}
        aside={head}
        back={here}
        crumbs={[
          ...household.path.map(({ code, name }) => ({ href: `/households?region=${code}`, label: name })),
          { href: here, label: head },
          { label: t('title') },
        ]}
        sub={households('page.number', { number: household.householdNo })}
        actions={
          <>
            {may(role, 'dossier:compare') && (
              <LinkButton href={`${here}/changes`} icon="swap">
                {t('compare')}
              </LinkButton>
            )}
            <LinkButton href={`${here}/print/household`} icon="print">
              {t('printHousehold')}
            </LinkButton>
            <LinkButton href={`${here}/print/handbook`} icon="print">
              {t('printHandbook')}
            </LinkButton>
          </>
        }
      />
      <div className="grid gap-4">
        <section className="sheet px-4 pb-4">
          <SectionHead title={t('sections.identity')} ruled />
          <KnownFacts known={file.identity} words={words} more={sealedWords(file.record, words)} since={file.since} />
        </section>
        <FileMembers file={file} words={words} />
        <RecordGuarantees record={file.record} today={today} />
        <section className="sheet px-4 pb-4">
          <SectionHead title={t('sections.income')} />
          {file.incomes.length === 0 ? (
            <p className="text-13 text-ink-3">{t('nothing')}</p>
          ) : (
            <IncomeTable incomes={file.incomes} words={words} />
          )}
        </section>
        <section className="sheet px-4 pb-4">
          <SectionHead title={t('sections.living')} />
          {file.livings.length === 0 && <p className="text-13 text-ink-3">{t('nothing')}</p>}
          {file.livings.map(({ year, known, since }, index) => (
            <Reveal key={year} summary={t('year', { year: String(year) })} open={index === 0}>
              <KnownFacts known={known} words={words} since={since} />
            </Reveal>
          ))}
        </section>
        <FileLists file={file} words={words} today={today} mayOpenEvents={may(role, 'event:read')} />
        <Strip gallery={file.evidence} householdId={household.id} mayAdd={may(role, 'evidence:add')} />
      </div>
    </>
  )
}
