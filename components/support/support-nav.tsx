import { Tabs } from '@/components/ui/tabs'
import { getTranslations } from '@/lib/i18n/server'
import type { Role } from '@/lib/platform/actor'
import { may, type Permission } from '@/lib/platform/permissions'

const PARTS = [
  ['measures', '/support', 'support:read'],
  ['projects', '/support/projects', 'project:read'],
  ['helpers', '/support/helpers', 'helper:read'],
  ['types', '/support/types', 'support:read'],
  ['lists', '/support/lists', 'match:read'],
] as const satisfies readonly (readonly [string, string, Permission])[]

export type Part = (typeof PARTS)[number][0]

/** The parts of support that the reader may see. */
export async function SupportNav({ part, role }: Readonly<{ part: Part; role: Role }>) {
  const t = await getTranslations('support')
  return (
    <Tabs
      label={t('title')}
      tabs={PARTS.filter(([, , needs]) => may(role, needs)).map(([name, href]) => ({
        href,
        label: t(`parts.${name}`),
        current: name === part,
      }))}
    />
  )
}
