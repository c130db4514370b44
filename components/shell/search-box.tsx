import { Icon } from '@/components/ui/icon'

/** Finds a household from anywhere: a plain GET form, so it works without script and can be shared as an address. */
export function SearchBox({ label, placeholder }: Readonly<{ label: string; placeholder: string }>) {
  return (
    <form className="find" action="/households" method="get">
      <Icon name="search" />
      <input type="search" name="q" aria-label={label} placeholder={placeholder} autoComplete="off" maxLength={40} />
    </form>
  )
}
