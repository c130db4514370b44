import { FieldFrame, type FieldWords, fieldAria } from '@/components/ui/field-frame'

type Props = FieldWords & {
  unit: string
  defaultValue?: string
  required?: boolean
  form?: string
  placeholder?: string
}

/** An amount of money as people write it ("13,200.50"); the server turns it into whole fen. */
export function MoneyInput({ unit, defaultValue, required, form, placeholder, ...field }: Readonly<Props>) {
  return (
    <FieldFrame field={field}>
      <span className={field.error ? 'box wrong' : 'box'}>
        <input
          {...fieldAria(field)}
          className="amount"
          inputMode="decimal"
          autoComplete="off"
          maxLength={14}
          pattern={'[0-9\\uFF10-\\uFF19,\\uFF0C ]*([.\\uFF0E][0-9\\uFF10-\\uFF19]{0,2})?'}
          defaultValue={defaultValue}
          required={required}
          placeholder={placeholder}
          form={form}
        />
        <span className="unit">{unit}</span>
      </span>
    </FieldFrame>
  )
}
