import { type Kept, KeptFields } from '@/components/shell/kept'
import { Button } from '@/components/ui/button'
import { Facts } from '@/components/ui/facts'
import { Field } from '@/components/ui/field'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { percent } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { Coverage } from '@/lib/partnerships/queries/coverage'
import type { UnitKind } from '@/lib/partnerships/schema'

/** How much of a region is covered on a day, by the regions below, and who is not. */
export async function CoveragePart({ coverage, kept }: Readonly<{ coverage: Coverage; kept: Kept }>) {
  const [t, common] = await Promise.all([getTranslations('partnerships'), getTranslations('common')])
  const { units, paired, children, without, day } = coverage
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('list.coverage')} />
      <Facts
        items={[
          {
            key: 'coverage',
            name: t('list.coverage'),
            value: (
              <>
                <b>{percent(paired, units)}</b>{' '}
                <span className="text-13 text-ink-3">{t('list.of', { paired, units })}</span>
              </>
            ),
          },
        ]}
      />
      <form className="flex flex-wrap items-end gap-2 py-3">
        <KeptFields kept={kept} />
        <Field type="date" name="on" label={t('list.on')} defaultValue={day} required />
        <Button type="submit">{common('filter')}</Button>
      </form>
      {children.length > 0 && (
        <TupleTable
          caption={t('list.coverage')}
          columns={[
            { head: t('list.place'), at: 1, strong: true },
            { head: t('list.units'), at: 2, kind: 'number' },
            { head: t('list.paired'), at: 3, kind: 'number' },
            { head: t('list.coverage'), at: 4, align: 'r' },
          ]}
          rows={children.map((each) => [
            each.code,
            each.isSelf ? t('list.self', { name: each.name }) : each.name,
            each.units,
            each.paired,
            percent(each.paired, each.units),
          ])}
        />
      )}
      {units > 0 &&
        (without.length === 0 ? (
          <p className="pt-2 text-13 text-ink-2">{t('list.everyone')}</p>
        ) : (
          <Reveal summary={`${t('list.without')} ${units - paired}`} open={without.length <= 10}>
            <ul className="grid gap-1 pt-1">
              {without.map((unit) => (
                <li key={unit.id}>
                  <a
                    className="inline-flex min-h-11 items-center text-dai underline"
                    href={`/partnerships/units/${unit.id}`}
                  >
                    {unit.name}
                  </a>{' '}
                  <span className="text-13 text-ink-3">{`${t(`kinds.${unit.kind as UnitKind}`)}  ${unit.region}`}</span>
                </li>
              ))}
            </ul>
          </Reveal>
        ))}
    </section>
  )
}
