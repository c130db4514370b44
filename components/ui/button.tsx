import type { ButtonHTMLAttributes } from 'react'
import { Icon, type IconName } from '@/components/ui/icon'

export type ButtonLook = 'act' | 'quiet' | 'plain'
export type ButtonSize = 'small' | 'big' | 'normal'

export function buttonClass(look: ButtonLook, size: ButtonSize, more?: string): string {
  return ['btn', look === 'plain' ? '' : look, size === 'normal' ? '' : size, more].filter(Boolean).join(' ')
}

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { look?: ButtonLook; size?: ButtonSize; icon?: IconName }

/** Something to press. `act` is the one main action of a view; `quiet` sits inside text and tables. */
export function Button({
  look = 'plain',
  size = 'normal',
  icon,
  className,
  type = 'button',
  children,
  ...rest
}: Props) {
  return (
    <button {...rest} type={type} className={buttonClass(look, size, className)}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}
