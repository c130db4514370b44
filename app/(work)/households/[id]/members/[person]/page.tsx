import type { Metadata } from 'next'
import { SavedBanner } from '@/components/households/saved-banner'
import { valueWords } from '@/components/households/value-words'
import { YearTable } from '@/components/households/year-table'
import { PageHead } from '@/components/shell/page-head'
import { Facts } from '@/components/ui/facts'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { loadRecord } from '@/lib/audit/readings'
import { PERSON_FIELDS, PERSON_SECTIONS, type PersonField } from '@/lib/households/catalogue/record-fields'
import { getPerson } from '@/lib/households/queries/person'
import { HEALTH_FIELDS } from '@/lib/households/rules/person-view'
import { clientWords } from '@/lib/i18n/client-words'
import { fill } from '@/lib/i18n/fill'
import { getTranslations } from '@/lib/i18n/server'
import { may } from '@/lib/platform/permissions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('households'))('page.members') }
}

const YEARLY = ['schooling', 'health', 'work', 'insurance', 'welfare'] as const

export default async function MemberPage({ params, searchParams }: PageProps<'/households/[id]/members/[person]'>) {
  const [{ id, person }, query] = await Promise.all([params, searchParams])
  const { record, actor } = await loadRecord('household:read', async (ctx) => {
    const { regionCode, ...found } = await getPerson(ctx, id, person)
    return { reading: { householdId: id, personId: person, regionCode }, record: found, actor: ctx.actor }
  })
  const [t, register, say] = await Promise.all([getTranslations('households'), clientWords('register'), valueWords()])
  const common = await getTranslations('common')
  const { fields, sections, units } = register.person
  const here = `/households/${id}`
  const shows = (field: string) => record.seesHealth || !HEALTH_FIELDS.has(field)
  const unitOf = (field: string) => (units as { readonly [name: string]: string | undefined })[field]
  const word = (field: PersonField, text: string | undefined) => say(PERSON_FIELDS, field, text ?? '', unitOf(field))
  const factsOf = (names: readonly PersonField[]) =>
    names.filter(shows).map((field) => ({
      key: field,
      name: fields[field],
      value: word(field, record.texts[field]) || <span className="text-ink-3">{common('unknown')}</span>,
    }))
  const years = [
    record.texts.valuesYear
      ? fill(register.person.nowYear, { year: record.texts.valuesYear })
      : register.person.yearNone,
    ...record.years.map(({ year }) => String(year)),
  ]
  const yearly = YEARLY.flatMap((section) => PERSON_SECTIONS[section] as readonly PersonField[]).filter(shows)
  return (
    <>
      <PageHead
        title={record.name}
        aside={word('relation', record.texts.relation)}
        back={here}
        crumbs={[{ href: here, label: t('householdOf', { name: record.headName }) }, { label: record.name }]}
        sub={`${word('sex', record.texts.sex)} ${fill(register.person.age, { n: record.age })}`}
        actions={
          may(actor.role, 'household:edit') && (
            <LinkButton href={`${here}/members/${person}/edit`} icon="pen" look="act">
              {register.person.edit}
            </LinkButton>
          )
        }
      />
      {typeof query.saved === 'string' && (
        <SavedBanner saved={query.saved} labels={fields} draftKey={`person.edit:${actor.userId}:${person}`} />
      )}
      <div className="grid gap-4">
        <section className="sheet wenwu px-4 pb-4">
          <SectionHead title={sections.identity} note={t('page.membersNote')} />
          <Facts items={factsOf(PERSON_SECTIONS.identity)} />
        </section>
        {YEARLY.map((section) => {
          const items = factsOf(PERSON_SECTIONS[section])
          const isHidden = !record.seesHealth && section === 'health'
          return (
            <section key={section} className="sheet px-4 pb-4">
              <SectionHead title={sections[section]} note={years[0]} />
              {isHidden ? (
                <p className="text-13 text-ink-2">
                  {record.hasHealthNote ? register.person.someAid : register.person.noAid}
                </p>
              ) : items.length === 0 ? (
                <p className="text-13 text-ink-3">{register.person.hidden}</p>
              ) : (
                <Facts items={items} />
              )}
            </section>
          )
        })}
        {record.years.length > 0 && (
          <section className="sheet px-4 pb-4">
            <SectionHead title={register.person.years} note={register.person.yearsNote} />
            <YearTable
              caption={register.person.years}
              head={register.person.field}
              years={years}
              rows={yearly.map((field) => ({
                key: field,
                label: fields[field],
                cells: [record.texts, ...record.years.map(({ texts }) => texts)].map((texts) =>
                  word(field, texts[field]),
                ),
              }))}
            />
          </section>
        )}
      </div>
    </>
  )
}
