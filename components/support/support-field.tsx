import type { typedIn } from '@/components/shell/typed'
import { Field } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import { MoneyInput } from '@/components/ui/money-input'
import { Picks } from '@/components/ui/picks'
import { type Option, Select } from '@/components/ui/select'
import { TextArea } from '@/components/ui/text-area'

export type FormField = {
  name: string
  label: string
  type: 'day' | 'text' | 'count' | 'long' | 'tick' | 'select' | 'picks' | 'money'
  value?: string
  values?: readonly string[]
  hint?: string
  max?: number
  most?: string
  least?: string
  unit?: string
  options?: readonly Option[]
  empty?: string
  needed?: boolean
}

type Props = { field: FormField; id: string; typed: ReturnType<typeof typedIn> }

/** One field of a form, by its kind. */
export function SupportField({ field, id, typed }: Readonly<Props>) {
  const { name, label, hint, value = '', needed } = field
  const shared = { name, id, label, hint, error: typed.error(name), defaultValue: typed.one(name, value) }
  switch (field.type) {
    case 'day':
      return <Field {...shared} type="date" min={field.least} max={field.most} required={needed} />
    case 'count':
      return (
        <Field {...shared} inputMode="numeric" pattern="[0-9]*" maxLength={7} autoComplete="off" required={needed} />
      )
    case 'money':
      return <MoneyInput {...shared} unit={field.unit ?? ''} />
    case 'long':
      return (
        <div className="rail:col-span-2">
          <TextArea {...shared} maxLength={field.max} />
        </div>
      )
    case 'select':
      return <Select {...shared} options={field.options ?? []} empty={field.empty} required={needed} />
    case 'picks':
      return (
        <div className="rail:col-span-2">
          <Picks
            name={name}
            id={id}
            legend={label}
            options={field.options ?? []}
            value={typed.all(name, field.values)}
            error={typed.error(name)}
          />
        </div>
      )
    case 'tick':
      return (
        <div className="field rail:col-span-2">
          <label className="flex min-h-12 items-center gap-2">
            <input
              type="checkbox"
              id={id}
              name={name}
              value="true"
              defaultChecked={typed.all(name).includes('true')}
              className="size-5 flex-none accent-dai"
              aria-describedby={typed.error(name) ? `${id}-error` : undefined}
            />
            {label}
          </label>
          {typed.error(name) && (
            <p className="mend" id={`${id}-error`}>
              <Glyph state="crossed" />
              {typed.error(name)}
            </p>
          )}
        </div>
      )
    default:
      return <Field {...shared} maxLength={field.max} autoComplete="off" required={needed} />
  }
}
