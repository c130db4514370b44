'use client'

import '@/components/indicators/wall.css'
import { KeptFields } from '@/components/shell/kept'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'

type Props = {
  path: string
  indicator: string
  today: string
  on: string | undefined
  words: { title: string; pick: string; see: string; months: string }
  /** The last day of a month and its words. */
  ends: readonly (readonly [day: string, month: string])[]
}

/** A plain form whose day stands in the address, and the ends of the last months. */
export function PastForm({ path, indicator, today, on, words, ends }: Readonly<Props>) {
  return (
    <section className="flex flex-wrap items-end gap-x-6 gap-y-3 py-3" aria-label={words.title}>
      <form action={path} className="flex flex-wrap items-end gap-2">
        <KeptFields kept={{ indicator }} />
        <Field type="date" name="on" label={words.pick} required max={today} defaultValue={on ?? today} />
        <Button type="submit">{words.see}</Button>
      </form>
      <nav aria-label={words.months} className="min-w-0">
        <p className="text-12 text-ink-3">{words.months}</p>
        <ul className="monthends">
          {ends.map(([day, month]) => (
            <li key={day}>
              <a href={`?indicator=${indicator}&on=${day}`} aria-current={on === day ? 'date' : undefined}>
                {month}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </section>
  )
}
