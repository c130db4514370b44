import type { DeedField } from '@/components/users/deed-form'
import { getTranslations } from '@/lib/i18n/server'
import type { Role } from '@/lib/platform/actor'
import { grantableBy } from '@/lib/users/rules/grants'

type Place = { code: string; name: string; level: string }

/** The fields of a posting for who may give it: role, region, title, term. A village is named after its township. */
export async function postingFields(keeper: Role, places: readonly Place[], today: string): Promise<DeedField[]> {
  const [t, roles] = await Promise.all([getTranslations('users.people.form'), getTranslations('users.roles')])
  const names = new Map(places.map(({ code, name }) => [code, name]))
  const label = ({ code, name, level }: Place) =>
    level === 'VILLAGE' ? `${names.get(`${code.slice(0, 9)}000`) ?? ''} › ${name}` : name
  return [
    {
      name: 'posting.role',
      label: t('role'),
      options: grantableBy(keeper).map((value) => ({ value, label: roles(value) })),
    },
    {
      name: 'posting.regionCode',
      label: t('region'),
      options: places.map((place) => ({ value: place.code, label: label(place) })),
    },
    { name: 'posting.title', label: t('title'), hint: t('titleHint'), optional: t('optional'), maxLength: 60 },
    { name: 'posting.validFrom', label: t('from'), type: 'date', value: today },
    { name: 'posting.validTo', label: t('to'), hint: t('toHint'), optional: t('optional'), type: 'date' },
  ]
}
