import { TupleTable } from '@/components/ui/tuple-table'
import { STATE_OF } from '@/components/worklogs/standing-chip'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { PeopleList } from '@/lib/worklogs/queries/people'

/** Who is posted in the villages, with the days of a month; those below what is asked for are marked. */
export async function PeopleTable({ list }: Readonly<{ list: PeopleList }>) {
  const [t, locale] = await Promise.all([getTranslations('worklogs'), getLocale()])
  const { needed, people, month, today } = list
  return (
    <TupleTable
      caption={t('people.title')}
      columns={[
        { head: t('people.name'), at: 1, sub: 2, href: '{3}', strong: true },
        { head: t('people.present'), at: 4 },
        { head: t('people.standing'), at: 5, kind: 'state', state: 6 },
        { head: t('people.leave'), at: 7 },
        { head: t('people.logs'), at: 8, sub: 9 },
      ]}
      rows={people.map((person) => [
        `${person.userId}-${person.regionCode}`,
        person.name,
        `${person.township}${person.village}  ${t(`roles.${person.role}`)}`,
        `/worklogs/people/${person.userId}?month=${month}`,
        t('people.days', { n: person.present }),
        person.standing && needed !== null
          ? t(`standings.${person.standing}`, { needed, n: needed - person.present })
          : t('people.noNeed'),
        person.standing ? STATE_OF[person.standing] : 'na',
        person.leave + person.elsewhere > 0
          ? t('people.away', { leave: person.leave, elsewhere: person.elsewhere })
          : t('none'),
        person.lastOn ? nearDay(person.lastOn, today, locale) : t('people.never'),
        person.late > 0 ? t('people.lateLogs', { n: person.late }) : '',
      ])}
    />
  )
}
