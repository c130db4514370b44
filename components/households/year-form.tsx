import type { ReactNode } from 'react'
import type { RecordFormWords } from '@/components/households/record-form'
import { type FormSection, RecordForm } from '@/components/households/record-form'
import { Banner } from '@/components/ui/banner'
import { Tabs } from '@/components/ui/tabs'
import type { YearForm as Read } from '@/lib/households/queries/years'
import { fill } from '@/lib/i18n/fill'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  read: Read<string>
  path: 'living' | 'income'
  action: (previous: FormState, form: FormData) => Promise<FormState>
  sections: readonly FormSection[]
  userId: string
  words: RecordFormWords
  /** Words for the years, and for values filled in from an earlier one. */
  years: { label: string; from: string }
  children?: ReactNode
}

/** The form of a record that is kept by year: which year, what it starts from, its fields. */
export function YearForm({ read, path, action, sections, userId, words, years, children }: Readonly<Props>) {
  const { place, year, version, texts, prefill } = read
  const here = `/households/${place.id}`
  return (
    <>
      <Tabs
        label={years.label}
        tabs={read.years.map((each) => ({
          href: `${here}/${path}?year=${each}`,
          label: String(each),
          current: each === year,
        }))}
      />
      {prefill && (
        <div className="py-3">
          <Banner state="plain" title={fill(years.from, { year: String(year), last: String(prefill.year) })} />
        </div>
      )}
      <RecordForm
        action={action}
        commandId={crypto.randomUUID()}
        hidden={{ householdId: place.id, year }}
        version={version}
        texts={texts}
        prefill={prefill?.texts}
        sections={sections}
        draftKey={`${path}.record:${userId}:${place.id}:${year}`}
        cancelHref={`${here}#${path}`}
        words={words}
      >
        {children}
      </RecordForm>
    </>
  )
}
