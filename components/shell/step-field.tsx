import type { typedIn } from '@/components/shell/typed'
import { Field } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import { MoneyInput } from '@/components/ui/money-input'
import { Picks } from '@/components/ui/picks'
import { type Option, Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'

export type StepField = {
  name: string
  label: string
  type: 'day' | 'text' | 'count' | 'long' | 'tick' | 'select' | 'picks' | 'photo' | 'money'
  value?: string
  /** What is picked from the start. */
  picked?: readonly string[]
  hint?: string
  /** Most characters or digits. */
  max?: number
  /** First and last day that can be chosen. */
  least?: string
  most?: string
  unit?: string
  options?: readonly Option[]
  empty?: string
  cols?: number
  /** Without a word on it a day is needed, and nothing else. */
  needed?: boolean
  /** Where more can be added to choose from. */
  add?: { href: string; label: string }
}

type Props = { field: StepField; id: string; typed: ReturnType<typeof typedIn> }

const DIGITS = 9

/** One field of a form, by its kind. What needs room takes the whole line where fields stand side by side. */
export function StepControl({ field, id, typed }: Readonly<Props>) {
  const { name, label, hint, value = '', needed, max } = field
  const error = typed.error(name)
  const shared = { name, id, label, hint, error, defaultValue: typed.one(name, value), required: needed }
  switch (field.type) {
    case 'day':
      return <Field {...shared} type="date" min={field.least} max={field.most} required={needed ?? true} />
    case 'count':
      return <Field {...shared} inputMode="numeric" pattern="[0-9]*" maxLength={max ?? DIGITS} autoComplete="off" />
    case 'money':
      return <MoneyInput {...shared} unit={field.unit ?? ''} />
    case 'long':
      return (
        <div className="rail:col-span-full">
          <TextArea {...shared} maxLength={max} />
        </div>
      )
    case 'select':
      return <Select {...shared} options={field.options ?? []} empty={field.empty} />
    case 'picks':
      return (
        <div className="rail:col-span-full">
          <Picks
            name={name}
            id={id}
            legend={label}
            options={field.options ?? []}
            value={typed.all(name, field.picked)}
            error={error}
            cols={field.cols}
          />
        </div>
      )
    case 'photo':
      return (
        <div className="rail:col-span-full">
          <Picks
            type="radio"
            name={name}
            id={id}
            legend={label}
            options={field.options ?? []}
            value={typed.all(name, field.picked)}
            error={error}
            cols={1}
          />
          {hint && <p className="text-13 text-ink-3">{hint}</p>}
          {field.add && (
            <a href={field.add.href} className="inline-flex min-h-12 items-center text-dai underline">
              {field.add.label}
            </a>
          )}
        </div>
      )
    case 'tick':
      return (
        <div className="field rail:col-span-full">
          <label className="flex min-h-12 items-center gap-2">
            <input
              type="checkbox"
              id={id}
              name={name}
              value="true"
              defaultChecked={typed.all(name).includes('true')}
              className="size-5 flex-none accent-dai"
              aria-describedby={error ? `${id}-error` : undefined}
            />
            {label}
          </label>
          {error && (
            <p className="mend" id={`${id}-error`}>
              <Glyph state="crossed" />
              {error}
            </p>
          )}
        </div>
      )
    default:
      return <Field {...shared} maxLength={max} autoComplete="off" />
  }
}

/** What somebody else made of the fields since they were first seen: their present values in words. */
export function changesOf(fields: readonly StepField[], seen: ReadonlyMap<string, string | undefined>) {
  return fields
    .filter(({ name, value }) => seen.has(name) && (seen.get(name) ?? '') !== (value ?? ''))
    .map(({ name, value = '', options }) => ({
      name,
      value: options?.find((option) => option.value === value)?.label ?? value,
    }))
}
