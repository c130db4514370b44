import { Field } from '@/components/ui/field'
import { MoneyInput } from '@/components/ui/money-input'
import { Picks } from '@/components/ui/picks'
import { type Option, Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'
import { YesNo, type YesNoWords } from '@/components/ui/yes-no'
import { shownText } from '@/lib/households/rules/edit'
import { clearName } from '@/lib/households/rules/record-fields'
import { fill } from '@/lib/i18n/fill'

/** How a field of a record is asked. */
export type FieldView = {
  name: string
  label: string
  control: 'text' | 'area' | 'choice' | 'choices' | 'flag' | 'number' | 'money' | 'day' | 'sealed'
  options?: readonly Option[]
  hint?: string
  unit?: string
  max?: number
  required?: boolean
  optional?: string
  latest?: string
}

export type FieldWords = YesNoWords & { empty: string; now: string; nowNone: string; clear: string; yuan: string }

type Props = {
  view: FieldView
  /** The name in the form, where it differs: a field of a row. */
  name?: string
  value: string
  error?: string
  words: FieldWords
  /** What stands there now, of a sealed field. */
  present?: string
  cleared?: boolean
}

/** One field with its native control. A sealed one shows its mask and is left empty unless it changes. */
export function RecordField({ view, name = view.name, value, error, words, present = '', cleared }: Readonly<Props>) {
  const { label, hint, unit, options = [], required, optional } = view
  const field = { name, label, hint, error, optional, defaultValue: value }
  switch (view.control) {
    case 'flag':
      return <YesNo name={name} legend={label} words={words} value={value} error={error} />
    case 'choice':
      return <Select {...field} options={options} empty={required ? undefined : words.empty} required={required} />
    case 'choices':
      return (
        <Picks
          name={name}
          legend={label}
          options={options}
          value={value === '' ? [] : value.split(',')}
          cols={options.length > 6 ? 3 : 2}
          error={error}
        />
      )
    case 'money':
      return <MoneyInput {...field} unit={words.yuan} />
    case 'area':
      return <TextArea {...field} maxLength={view.max} />
    case 'day':
      return <Field {...field} type="date" max={view.latest} required={required} />
    case 'number':
      return <Field {...field} unit={unit} inputMode="decimal" maxLength={9} autoComplete="off" required={required} />
    case 'sealed': {
      const said = present === '' ? words.nowNone : fill(words.now, { value: shownText(present) })
      return (
        <div>
          <Field {...field} hint={`${said} ${hint ?? ''}`} maxLength={60} autoComplete="off" inputMode="text" />
          {present !== '' && (
            <label className="flex min-h-12 items-center gap-2 rail:min-h-9">
              <input
                type="checkbox"
                name={clearName(name)}
                value="true"
                defaultChecked={cleared}
                className="size-5 accent-dai"
              />
              {fill(words.clear, { field: label })}
            </label>
          )}
        </div>
      )
    }
    default:
      return <Field {...field} maxLength={view.max} autoComplete="off" required={required} />
  }
}

/** The words of a value as a reader is shown it. */
export function wordOf(view: FieldView | undefined, text: string, words: FieldWords, join: string): string {
  if (view?.control === 'flag') return text === 'true' ? words.yes : text === 'false' ? words.no : text
  const parts = view?.control === 'choices' ? text.split(',') : [text]
  return parts.map((part) => view?.options?.find((option) => option.value === part)?.label ?? part).join(join)
}
