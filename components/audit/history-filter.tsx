import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { type Option, Select } from '@/components/ui/select'

type Props = {
  hidden: Readonly<Record<string, string>>
  asked: { from: string; to: string; person?: string }
  people?: readonly Option[]
  words: Readonly<Record<'from' | 'to' | 'person' | 'everybody' | 'filter', string>>
}

/** Days and, of a household, whom: a plain form of links, so that a filtered list can be sent on. */
export function HistoryFilter({ hidden, asked, people, words }: Readonly<Props>) {
  return (
    <form className="flex flex-wrap items-end gap-3 pb-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Field type="date" name="from" label={words.from} defaultValue={asked.from} />
      <Field type="date" name="to" label={words.to} defaultValue={asked.to} />
      {people && (
        <Select
          name="person"
          label={words.person}
          options={people}
          empty={words.everybody}
          defaultValue={asked.person}
        />
      )}
      <Button type="submit">{words.filter}</Button>
    </form>
  )
}
