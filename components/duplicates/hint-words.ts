import type { HintWords } from '@/components/duplicates/same-person-hint'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'

/** The words of `SamePersonHint`, for a page to hand over. */
export async function hintWords(): Promise<HintWords> {
  const [t, { hint, reasons }] = await Promise.all([getTranslations('duplicates'), clientWords('duplicates')])
  return { ...hint, join: t('join'), reasons }
}
