import type { InputHTMLAttributes, ReactNode } from 'react'
import { FieldFrame, type FieldWords, fieldAria } from '@/components/ui/field-frame'
import { Icon, type IconName } from '@/components/ui/icon'

type Props = FieldWords &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'name' | 'id'> & { unit?: string; icon?: IconName; end?: ReactNode }

/** A one-line native input with label, hint or error, and an optional unit, icon and button at its end. */
export function Field({ name, id, label, hint, error, optional, unit, icon, end, ...input }: Readonly<Props>) {
  const field = { name, id, label, hint, error, optional }
  return (
    <FieldFrame field={field}>
      <span className={error ? 'box wrong' : 'box'}>
        {icon && <Icon name={icon} />}
        <input {...input} {...fieldAria(field)} />
        {unit && <span className="unit">{unit}</span>}
        {end}
      </span>
    </FieldFrame>
  )
}
