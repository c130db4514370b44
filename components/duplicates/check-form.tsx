import { type HintWords, SamePersonHint } from '@/components/duplicates/same-person-hint'
import { Field } from '@/components/ui/field'
import { type Option, Select } from '@/components/ui/select'

type Props = {
  villages: readonly Option[]
  words: Record<'name' | 'birthDate' | 'idNumber' | 'village' | 'anyVillage', string>
  hint: HintWords
}

/** Asks for somebody before he is entered; stores nothing. */
export function CheckForm({ villages, words, hint }: Readonly<Props>) {
  return (
    <form className="grid gap-3 pb-4" autoComplete="off">
      <div className="grid items-start gap-3 rail:grid-cols-2 desk:grid-cols-4">
        <Field name="checkName" label={words.name} maxLength={60} />
        <Field name="checkBirthDate" label={words.birthDate} type="date" />
        <Field name="checkIdNumber" label={words.idNumber} maxLength={18} />
        {villages.length > 0 && (
          <Select name="checkVillage" label={words.village} empty={words.anyVillage} options={villages} />
        )}
      </div>
      <SamePersonHint
        fields={{
          name: 'checkName',
          birthDate: 'checkBirthDate',
          idNumber: 'checkIdNumber',
          ...(villages.length > 0 ? { village: 'checkVillage' } : {}),
        }}
        words={hint}
        tellNone
      />
    </form>
  )
}
