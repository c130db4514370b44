import { STANDING_MARK, value } from '@/components/cockpit/words'
import { shapeOf } from '@/components/findings/state'
import { TupleTable } from '@/components/ui/tuple-table'
import type { Records } from '@/lib/cockpit/queries/records'
import { nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

type Of<K extends Records['kind']> = Extract<Records, { kind: K }>

/** The records of a figure, by what they are. */
export async function RecordTable({ records }: Readonly<{ records: Records }>) {
  switch (records.kind) {
    case 'PLACES':
      return <Places records={records} />
    case 'FINDINGS':
      return <Findings records={records} />
    case 'SESSIONS':
      return <Sessions records={records} />
    case 'HELP':
      return <Help records={records} />
    case 'MOVED':
      return <Moved records={records} />
    case 'HOUSEHOLDS':
      return <Households records={records} />
  }
}

async function words({ figure, today }: Pick<Records, 'figure' | 'today'>) {
  const [t, f, table, locale] = await Promise.all([
    getTranslations('cockpit.records'),
    getTranslations('cockpit.figures'),
    getTranslations('cockpit.table'),
    getLocale(),
  ])
  return {
    t,
    table,
    locale,
    caption: f(figure),
    day: (text: string | null) => (text ? nearDay(text, today, locale) : ''),
  }
}

const placeName = (records: Records, id: string) => records.placeOf[id]?.name ?? ''

async function Places({ records }: Readonly<{ records: Of<'PLACES'> }>) {
  const { table, day, caption } = await words(records)
  const [standings, statuses] = await Promise.all([
    getTranslations('supervision.standings'),
    getTranslations('supervision.statuses'),
  ])
  return (
    <TupleTable
      caption={caption}
      columns={[
        { head: table('place'), at: 1, sub: 2, href: '/supervision/{0}', strong: true },
        { head: table('standing'), at: 3, kind: 'state', state: 4, sub: 5 },
        { head: table('open'), at: 6, kind: 'number' },
        { head: table('overdue'), at: 7, kind: 'number' },
        { head: table('deadline'), at: 8 },
      ]}
      rows={records.places.map((place) => [
        place.id,
        place.name,
        place.above,
        standings(place.standing),
        STANDING_MARK[place.standing],
        statuses(place.status),
        place.open,
        place.overdue,
        day(place.deadlineOn),
      ])}
    />
  )
}

async function Findings({ records }: Readonly<{ records: Of<'FINDINGS'> }>) {
  const { t, day, caption } = await words(records)
  const f = await getTranslations('findings')
  return (
    <TupleTable
      caption={caption}
      columns={[
        { head: t('finding'), at: 1, sub: 2, href: '/findings/{0}', strong: true },
        { head: t('status'), at: 3, kind: 'state', state: 4, sub: 5 },
        { head: t('unit'), at: 6 },
        { head: t('found'), at: 7 },
        { head: t('due'), at: 8 },
      ]}
      rows={records.lines.map((line) => [
        line.id,
        line.title || f(`categories.${line.category}`),
        [line.findingNo, line.household?.headName, line.region].filter(Boolean).join('  '),
        f(`statuses.${line.status}`),
        shapeOf(line),
        line.isHidden ? t('hidden') : '',
        line.unit ?? '',
        day(line.foundOn),
        day(line.dueOn),
      ])}
    />
  )
}

async function Sessions({ records }: Readonly<{ records: Of<'SESSIONS'> }>) {
  const { t, day, caption } = await words(records)
  const s = await getTranslations('supervision')
  return (
    <TupleTable
      caption={caption}
      columns={[
        { head: t('session'), at: 1, sub: 2, href: '/supervision/sessions/{0}', strong: true },
        { head: t('place'), at: 3 },
        { head: t('day'), at: 4 },
        { head: t('by'), at: 5 },
      ]}
      rows={records.sessions.map((row) => [
        row.id,
        row.no,
        [s(`modes.${row.mode}`), row.isHidden ? t('hidden') : s(`methods.${row.method}`)].join('  '),
        placeName(records, row.placeId),
        day(row.on),
        row.by,
      ])}
    />
  )
}

async function Help({ records }: Readonly<{ records: Of<'HELP'> }>) {
  const { t, day, caption } = await words(records)
  return (
    <TupleTable
      caption={caption}
      columns={[
        { head: t('content'), at: 1, sub: 2, strong: true },
        { head: t('session'), at: 3, href: '/supervision/sessions/{4}' },
        { head: t('day'), at: 5 },
        { head: t('amount'), at: 6, align: 'r' },
      ]}
      rows={records.help.map((row) => [
        `${row.id} ${row.line}`,
        row.content,
        placeName(records, row.placeId),
        row.no,
        row.id,
        day(row.on),
        row.amountFen > 0 ? yuan(row.amountFen) : '',
      ])}
    />
  )
}

async function Moved({ records }: Readonly<{ records: Of<'MOVED'> }>) {
  const { t, table, day, caption, locale } = await words(records)
  const names = new Map(records.works.map((work) => [work.code, locale === 'zh-CN' ? work.nameZh : work.nameEn]))
  return (
    <TupleTable
      caption={caption}
      columns={[
        { head: t('place'), at: 1, href: '/supervision/{2}', strong: true },
        { head: t('work'), at: 3 },
        { head: t('values'), at: 4, sub: 5 },
        { head: t('day'), at: 6 },
        { head: t('by'), at: 7 },
      ]}
      rows={records.moved.map((row) => [
        row.id,
        placeName(records, row.placeId),
        row.placeId,
        names.get(row.code) ?? row.code,
        `${table('from', { base: value(row.before), current: value(row.value) })} ${row.unit}`,
        row.note,
        day(row.on),
        row.by,
      ])}
    />
  )
}

async function Households({ records }: Readonly<{ records: Of<'HOUSEHOLDS'> }>) {
  const { t, day, caption } = await words(records)
  const b = await getTranslations('cockpit.burden')
  return (
    <TupleTable
      caption={caption}
      columns={[
        { head: t('household'), at: 1, sub: 2, href: '{3}', strong: true },
        { head: t('village'), at: 4 },
        { head: t('times'), at: 5, align: 'r' },
        { head: t('lastSeen'), at: 6 },
      ]}
      rows={records.households.map(({ id, household, times, on }) => [
        id,
        household?.name ?? t('moved'),
        household?.no ?? '',
        household ? `/households/${id}` : '',
        household?.village ?? '',
        b('times', { n: times }),
        day(on),
      ])}
    />
  )
}
