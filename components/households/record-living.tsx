import { valueWords } from '@/components/households/value-words'
import { YearTable } from '@/components/households/year-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Facts } from '@/components/ui/facts'
import { LinkButton } from '@/components/ui/link-button'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { LIVING_FIELDS, LIVING_SECTIONS, type LivingField } from '@/lib/households/catalogue/record-fields'
import type { LivingYear } from '@/lib/households/queries/whole'
import { clientWords } from '@/lib/i18n/client-words'
import { fill } from '@/lib/i18n/fill'
import { getTranslations } from '@/lib/i18n/server'

type Props = { livings: readonly LivingYear[]; href: string; mayRecord: boolean; year: number }

/** Living and production conditions: the newest year by section, earlier ones beside it. */
export async function RecordLiving({ livings, href, mayRecord, year }: Readonly<Props>) {
  const [t, register, say] = await Promise.all([getTranslations('households'), clientWords('register'), valueWords()])
  const { living, form, person } = register
  const units = living.units as { readonly [field: string]: string | undefined }
  const [newest] = livings
  const word = (field: LivingField, text: string) => say(LIVING_FIELDS, field, text, units[field])
  const record = { href, label: fill(living.record, { year: String(year) }) }
  return (
    <section className="sheet px-4 pb-4" id="living">
      <SectionHead
        title={living.title}
        note={newest && fill(form.yearNow, { year: String(newest.year) })}
        end={
          mayRecord &&
          newest && (
            <LinkButton href={record.href} icon="pen" size="small">
              {record.label}
            </LinkButton>
          )
        }
      />
      {newest ? (
        Object.entries(LIVING_SECTIONS).map(([key, fields]) => {
          const items = (fields as readonly LivingField[]).flatMap((field) => {
            const value = word(field, newest.texts[field])
            return value === '' ? [] : [{ key: field, name: living.fields[field], value }]
          })
          return (
            items.length > 0 && (
              <div key={key} className="pb-2">
                <h3 className="pt-2 text-13 font-semibold text-ink-2">
                  {living.sections[key as keyof typeof LIVING_SECTIONS]}
                </h3>
                <Facts items={items} />
              </div>
            )
          )
        })
      ) : (
        <EmptyState title={living.none} action={mayRecord ? record : undefined}>
          {living.noneHint}
        </EmptyState>
      )}
      {livings.length > 1 && (
        <Reveal summary={person.years}>
          <YearTable
            caption={`${living.title}${t('join')}${person.years}`}
            head={person.field}
            years={livings.map((each) => String(each.year))}
            rows={Object.values(LIVING_SECTIONS).flatMap((fields) =>
              (fields as readonly LivingField[]).map((field) => ({
                key: field,
                label: living.fields[field],
                cells: livings.map(({ texts }) => word(field, texts[field])),
              })),
            )}
          />
        </Reveal>
      )}
    </section>
  )
}
