import { listAddress } from '@/components/shell/address'
import { KeptFields } from '@/components/shell/kept'
import { tableSpeaker } from '@/components/tables/words'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Picks } from '@/components/ui/picks'
import { Select } from '@/components/ui/select'
import { Tabs } from '@/components/ui/tabs'
import { dimensionOf, SUBJECT_CODES, subjectOf, UNRECORDED } from '@/lib/tables/catalogue'
import type { Table } from '@/lib/tables/queries/table'
import { filterName, filtersOf } from '@/lib/tables/rules/address'
import { type Definition, SHARES } from '@/lib/tables/schema'

type Props = {
  definition: Definition
  place: Table['place']
  own: Table['own']
  /** The subjects that the reader may count. */
  subjects: readonly (typeof SUBJECT_CODES)[number][]
  /** The saved table that is changed by this, if any. */
  of?: string
}

const INDENT = '\u00a0\u00a0\u00a0'

/** Chooses what a table shows: a plain form whose choices stand in the address, so that it works without script and can be sent on. */
export async function Builder({ definition, place, own, subjects, of }: Readonly<Props>) {
  const { t, dimensionName, valueName } = await tableSpeaker()
  const { subject } = definition
  const { dimensions, sums, hasDay } = subjectOf(subject)
  const options = Object.keys(dimensions).map((name) => ({ value: name, label: dimensionName(name) }))
  const filters = filtersOf(subject)
  const narrowed = Object.keys(definition.filters).length
  return (
    <section className="grid gap-3 pb-3">
      <Tabs
        label={t('form.subject')}
        tabs={SUBJECT_CODES.filter((code) => subjects.includes(code)).map((code) => ({
          href: listAddress('/tables/view', { subject: code, region: place.code, of }),
          label: t(`subjects.${code}`),
          current: code === subject,
        }))}
      />
      <form action="/tables/view" className="sheet grid gap-3 px-4 py-3">
        <KeptFields kept={{ subject, of }} />
        <div className="grid gap-3 rail:grid-cols-3">
          <Select name="rows" label={t('form.rows')} options={options} defaultValue={definition.rows} />
          <Select
            name="columns"
            label={t('form.columns')}
            options={options}
            empty={t('form.noColumns')}
            defaultValue={definition.columns ?? ''}
          />
          {place.options.length > 0 && (
            <Select
              name="region"
              label={t('form.region')}
              options={[
                { value: own.code, label: own.name },
                ...place.options.map(({ value, label, depth }) => ({ value, label: INDENT.repeat(depth + 1) + label })),
              ]}
              defaultValue={place.code}
            />
          )}
          {sums.length > 0 && (
            <Select
              name="value"
              label={t('form.value')}
              options={['count' as const, ...sums].map((value) => ({ value, label: t(`values.${value}`) }))}
              defaultValue={definition.value}
            />
          )}
          <Select
            name="share"
            label={t('form.share')}
            options={SHARES.map((value) => ({ value, label: t(`shares.${value}`) }))}
            defaultValue={definition.share}
          />
          {hasDay && (
            <>
              <Field name="from" label={t('form.from')} type="date" defaultValue={definition.from ?? ''} />
              <Field name="to" label={t('form.to')} type="date" defaultValue={definition.to ?? ''} />
            </>
          )}
        </div>
        <details>
          <summary className="min-h-12 cursor-pointer content-center text-dai">
            {narrowed > 0 ? t('form.filtersOn', { n: narrowed }) : t('form.filters')}
          </summary>
          <div className="grid gap-4 pt-2">
            {filters.map((name) => (
              <Picks
                key={name}
                name={filterName(name)}
                legend={dimensionName(name)}
                value={definition.filters[name] ?? []}
                cols={4}
                options={[...((dimensionOf(subject, name)?.values ?? []) as readonly string[]), UNRECORDED].map(
                  (value) => ({ value, label: valueName(subject, name, value) }),
                )}
              />
            ))}
          </div>
        </details>
        <p>
          <Button type="submit" look="act">
            {t('form.do')}
          </Button>
        </p>
      </form>
    </section>
  )
}
