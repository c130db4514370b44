import type { ReactNode } from 'react'
import { Glyph } from '@/components/ui/glyph'

export type FieldWords = { name: string; id?: string; label: string; hint?: string; error?: string; optional?: string }

export function fieldId(field: { name: string; id?: string }): string {
  return field.id ?? `f-${field.name}`
}

/** What a control carries so that its hint and its error are read with it. */
export function fieldAria(field: FieldWords) {
  const id = fieldId(field)
  return {
    id,
    name: field.name,
    'aria-invalid': field.error ? true : undefined,
    'aria-describedby': field.error ? `${id}-error` : field.hint ? `${id}-hint` : undefined,
  } as const
}

/** Label above, control, then the hint; an error takes the hint's place and says how to mend it. */
export function FieldFrame({ field, children }: Readonly<{ field: FieldWords; children: ReactNode }>) {
  const id = fieldId(field)
  return (
    <div className="field">
      <label htmlFor={id}>
        {field.label}
        {field.optional && <span className="opt">{field.optional}</span>}
      </label>
      {children}
      {field.error ? (
        <p className="mend" id={`${id}-error`}>
          <Glyph state="crossed" />
          {field.error}
        </p>
      ) : (
        field.hint && (
          <p className="hint" id={`${id}-hint`}>
            {field.hint}
          </p>
        )
      )}
    </div>
  )
}
