import { Mark } from '@/components/ui/mark'

/** The mark with the name in two scripts. */
export function Logo({ name, latin, href }: Readonly<{ name: string; latin: string; href?: string }>) {
  const inside = (
    <>
      <Mark className="size-7" />
      <span>
        <b>{name}</b>
        <small>{latin}</small>
      </span>
    </>
  )
  return href ? (
    <a className="logo" href={href}>
      {inside}
    </a>
  ) : (
    <span className="logo">{inside}</span>
  )
}
