import type { ReactNode } from 'react'
import { type ButtonLook, type ButtonSize, buttonClass } from '@/components/ui/button'
import { Icon, type IconName } from '@/components/ui/icon'

type Props = {
  href: string
  look?: ButtonLook
  size?: ButtonSize
  icon?: IconName
  className?: string
  children: ReactNode
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ href, look = 'plain', size = 'normal', icon, className, children }: Readonly<Props>) {
  return (
    <a href={href} className={buttonClass(look, size, className)}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}
