'use client'

import { useEffect, useState } from 'react'
import { Field } from '@/components/ui/field'

type Props = {
  name: string
  label: string
  show: string
  hide: string
  autoComplete: 'current-password' | 'new-password'
  defaultValue?: string
  hint?: string
  error?: string
  minLength?: number
  /** What stands beside the label of one that may stay empty. */
  optional?: string
}

/** A password with a button that shows it. The button appears with the script that makes it work. */
export function PasswordField({ show, hide, ...field }: Readonly<Props>) {
  const [shown, setShown] = useState(false)
  const [alive, setAlive] = useState(false)
  useEffect(() => setAlive(true), [])
  return (
    <Field
      {...field}
      type={shown ? 'text' : 'password'}
      icon="lock"
      required={!field.optional}
      spellCheck={false}
      autoCapitalize="none"
      end={
        alive && (
          <button type="button" className="btn quiet small" aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? hide : show}
          </button>
        )
      }
    />
  )
}
