import type { NavGroup, NavItem } from '@/components/shell/nav-item'
import { getTranslations } from '@/lib/i18n/server'
import type { Actor } from '@/lib/platform/actor'
import { may, type Permission } from '@/lib/platform/permissions'

type Place = NavItem & { needs?: Permission }

/** The places this person may go to: all of them by group for the desk rail and the page of oneself, five for the phone dock. */
export async function placesOf(actor: Actor): Promise<{ groups: NavGroup[]; dock: NavItem[]; main: string }> {
  const t = await getTranslations('shell')
  const allowed = (places: Place[]): NavItem[] =>
    places.flatMap(({ needs, ...item }) => (!needs || may(actor.role, needs) ? [item] : []))
  const progress = `/dashboard/${actor.regionCode}`
  const groups: NavGroup[] = [
    {
      label: t('groups.daily'),
      items: allowed([
        { href: '/', label: t('nav.today'), icon: 'today', needs: 'worklist:read' },
        { href: '/households', label: t('nav.households'), icon: 'house', needs: 'household:read' },
        { href: '/visits', label: t('nav.visits'), icon: 'pin', needs: 'visit:read' },
        { href: '/mine', label: t('nav.mine'), icon: 'person', needs: 'visit:log' },
      ]),
    },
    {
      label: t('groups.cases'),
      items: allowed([
        { href: '/clues', also: '/monitoring', label: t('nav.cases'), icon: 'eye', needs: 'clue:read' },
        { href: '/deadlines', label: t('nav.deadlines'), icon: 'flag', needs: 'deadline:read' },
        { href: '/support', label: t('nav.support'), icon: 'yuan', needs: 'support:read' },
        { href: '/identification', label: t('nav.identification'), icon: 'paper', needs: 'identification:read' },
        { href: '/relief', label: t('nav.relief'), icon: 'shield', needs: 'relief:read' },
        { href: '/events', label: t('nav.events'), icon: 'family', needs: 'event:read' },
        { href: '/partnerships', label: t('nav.partnerships'), icon: 'people', needs: 'partnership:read' },
        { href: '/village-plans', label: t('nav.villagePlans'), icon: 'paper', needs: 'villagePlan:read' },
        { href: '/loans', label: t('nav.loans'), icon: 'yuan', needs: 'loan:read' },
        { href: '/worklogs', label: t('nav.worklogs'), icon: 'pen', needs: 'workLog:read' },
      ]),
    },
    {
      label: t('groups.inspection'),
      items: allowed([
        { href: '/findings', label: t('nav.findings'), icon: 'clip', needs: 'finding:read' },
        { href: '/cockpit', label: t('nav.cockpit'), icon: 'chart', needs: 'supervision:read' },
        { href: '/supervision', label: t('nav.supervision'), icon: 'flag', needs: 'supervision:read' },
        { href: '/enterprises', label: t('nav.enterprises'), icon: 'ledger', needs: 'enterprise:read' },
        { href: '/inspections', label: t('nav.inspections'), icon: 'search', needs: 'inspection:read' },
      ]),
    },
    {
      label: t('groups.figures'),
      items: allowed([
        { href: progress, label: t('nav.progress'), icon: 'chart', needs: 'dashboard:read' },
        { href: '/indicators', label: t('nav.indicators'), icon: 'chart', needs: 'dashboard:read' },
        { href: '/tables', label: t('nav.tables'), icon: 'ledger', needs: 'table:read' },
        { href: '/quality', label: t('nav.quality'), icon: 'check', needs: 'quality:read' },
        { href: '/duplicates', label: t('nav.duplicates'), icon: 'swap', needs: 'duplicate:read' },
        { href: '/import', label: t('nav.import'), icon: 'upload', needs: 'ledger:import' },
        { href: '/exports', label: t('nav.exports'), icon: 'download', needs: 'export:read' },
      ]),
    },
    {
      label: t('groups.office'),
      items: allowed([
        { href: '/parameters', label: t('nav.parameters'), icon: 'ledger', needs: 'parameter:read' },
        { href: '/admin/people', label: t('nav.users'), icon: 'people', needs: 'account:read' },
        { href: '/admin/alerts', label: t('nav.alerts'), icon: 'shield', needs: 'audit:alerts' },
        { href: '/me', label: t('tabs.me'), icon: 'person', needs: 'account:self' },
      ]),
    },
  ]
  const dock = allowed([
    { href: '/', label: t('tabs.today'), icon: 'today', needs: 'worklist:read' },
    { href: '/households', label: t('tabs.households'), icon: 'house', needs: 'household:read' },
    may(actor.role, 'visit:log')
      ? { href: '/visits/new', label: t('tabs.visit'), icon: 'plus' }
      : { href: progress, label: t('tabs.progress'), icon: 'chart', needs: 'dashboard:read' },
    { href: '/clues', also: '/monitoring', label: t('tabs.clues'), icon: 'flag', needs: 'clue:read' },
    { href: '/me', label: t('tabs.me'), icon: 'person', needs: 'account:self' },
  ])
  return { groups: groups.filter(({ items }) => items.length > 0), dock, main: '/visits/new' }
}
