import type { TextareaHTMLAttributes } from 'react'
import { FieldFrame, type FieldWords, fieldAria } from '@/components/ui/field-frame'

type Props = FieldWords & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'name' | 'id'>

/** Free text over several lines. */
export function TextArea({ name, id, label, hint, error, optional, rows = 3, ...area }: Readonly<Props>) {
  const field = { name, id, label, hint, error, optional }
  return (
    <FieldFrame field={field}>
      <span className={error ? 'box wrong' : 'box'}>
        <textarea {...area} {...fieldAria(field)} rows={rows} />
      </span>
    </FieldFrame>
  )
}
