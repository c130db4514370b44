import type { typedIn } from '@/components/shell/typed'
import type { SessionOptions, SessionWords } from '@/components/supervision/session-words'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'

type Props = {
  at: number
  id: string
  options: SessionOptions
  words: SessionWords
  typed: ReturnType<typeof typedIn>
}

/** One finding of a session: what is wrong, of which aspect and category, how grave, and with whom. */
export function FoundRow({ at, id, options, words, typed }: Readonly<Props>) {
  const name = (part: string) => `findings[${at}].${part}`
  const shared = (part: string, label: string) => ({
    name: name(part),
    id: `f-${name(part)}`,
    label,
    error: typed.error(name(part)),
  })
  const choice = (part: 'aspect' | 'category' | 'level', start: string, empty?: string) => (
    <Select
      {...shared(part, words[part])}
      options={options[part]}
      empty={empty}
      defaultValue={typed.one(name(part), start)}
    />
  )
  return (
    <div className="grid gap-2 border-b border-hair pb-4">
      <input type="hidden" name={name('id')} value={typed.one(name('id'), id)} />
      <Field
        {...shared('title', words.findingTitle)}
        defaultValue={typed.one(name('title'))}
        maxLength={80}
        autoComplete="off"
      />
      <div className="grid gap-2 rail:grid-cols-3">
        {choice('category', '', words.choose)}
        {choice('aspect', 'GUARANTEES')}
        {choice('level', 'GENERAL')}
      </div>
      {options.household.length > 0 && (
        <Select
          {...shared('householdId', words.household)}
          options={options.household}
          empty={words.placeItself}
          defaultValue={typed.one(name('householdId'))}
        />
      )}
      {options.region.length > 0 && (
        <Select
          {...shared('regionCode', words.where)}
          options={options.region}
          empty={words.choose}
          defaultValue={typed.one(name('regionCode'))}
        />
      )}
      <TextArea
        {...shared('content', words.findingContent)}
        defaultValue={typed.one(name('content'))}
        maxLength={1_000}
      />
    </div>
  )
}
