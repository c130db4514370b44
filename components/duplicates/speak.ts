import type { Said } from '@/lib/duplicates/queries/shown'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

/** Says one side of a field in the reader's language; nothing where it says nothing. */
export async function fieldSpeaker(): Promise<(said: readonly Said[]) => string> {
  const [t, named, common, locale, codes] = await Promise.all([
    getTranslations('duplicates'),
    getTranslations('households'),
    getTranslations('common'),
    getLocale(),
    getTranslations('register.codes'),
  ])
  const one = ({ kind, value }: Said): string => {
    switch (kind) {
      case 'day':
        return longDay(value, locale)
      case 'sex':
        return t(`sexes.${value as 'M' | 'F'}`)
      case 'bool':
        return value === 'true' ? common('yes') : common('no')
      case 'year':
        return t('year', { year: value })
      case 'health':
        return named(`health.${value}` as never)
      case 'labour':
        return named(`labour.${value}` as never)
      case 'type':
        return named(`types.${value}` as never)
      case 'status':
        return named(`statuses.${value}` as never)
      case 'cause':
        return named(`causes.${value}` as never)
      case 'politics':
      case 'ethnicity': {
        const key = `${kind === 'politics' ? 'politicalStatus' : kind}.${value}` as never
        return codes.has(key) ? codes(key) : value
      }
      default:
        return value
    }
  }
  return (said) => said.map(one).join(t('join'))
}
