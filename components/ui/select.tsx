import type { SelectHTMLAttributes } from 'react'
import { FieldFrame, type FieldWords, fieldAria } from '@/components/ui/field-frame'
import { Icon } from '@/components/ui/icon'

export type Option = { value: string; label: string }

type Props = FieldWords &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'name' | 'id' | 'children'> & {
    options: readonly Option[]
    empty?: string
  }

/** A native select. `empty` is the words of the choice that chooses nothing. */
export function Select({ name, id, label, hint, error, optional, options, empty, ...select }: Readonly<Props>) {
  const field = { name, id, label, hint, error, optional }
  return (
    <FieldFrame field={field}>
      <span className={error ? 'box wrong' : 'box'}>
        {/* A refused form starts over from its first choice unless the list itself is new. */}
        <select key={String(select.defaultValue)} {...select} {...fieldAria(field)}>
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
    </FieldFrame>
  )
}
