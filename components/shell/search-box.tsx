import { Icon } from '@/components/ui/icon'

/** Finds a household from anywhere, without script too. It is posted, so that an identity number never stands in an address. */
export function SearchBox({ label, placeholder }: Readonly<{ label: string; placeholder: string }>) {
  return (
    <form className="find" action="/households/find" method="post">
      <Icon name="search" />
      <input type="search" name="q" aria-label={label} placeholder={placeholder} autoComplete="off" maxLength={40} />
    </form>
  )
}
