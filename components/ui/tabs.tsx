export type TabLink = { href: string; label: string; count?: string; current?: boolean }

/** Parts of one list as links; the current one is underlined. */
export function Tabs({ label, tabs }: Readonly<{ label: string; tabs: readonly TabLink[] }>) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a key={tab.href} href={tab.href} aria-current={tab.current ? 'page' : undefined}>
          {tab.label}
          {tab.count && <span>{tab.count}</span>}
        </a>
      ))}
    </nav>
  )
}
