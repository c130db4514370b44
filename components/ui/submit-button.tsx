'use client'

import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'
import { type ButtonLook, type ButtonSize, buttonClass } from '@/components/ui/button'

type Props = {
  children: ReactNode
  busy?: string
  look?: ButtonLook
  size?: ButtonSize
  name?: string
  value?: string
  className?: string
}

/** Sends its form; while that runs it says so and ignores further presses. Without script it is a plain submit button. */
export function SubmitButton({
  children,
  busy,
  look = 'act',
  size = 'normal',
  name,
  value,
  className,
}: Readonly<Props>) {
  const { pending } = useFormStatus()
  return (
    <button
      type="submit"
      name={name}
      value={value}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : undefined}
      className={buttonClass(look, size, className)}
    >
      {pending && busy ? busy : children}
    </button>
  )
}
