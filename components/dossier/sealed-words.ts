import type { ValueWords } from '@/components/dossier/value-words'
import type { HouseholdRecord, Shown } from '@/lib/households/queries/record'

/** A sealed value as this reader sees it. */
export function shownWords(value: Shown | undefined, { households, t }: Pick<ValueWords, 'households' | 't'>): string {
  if (!value || value.state === 'NONE') return t('none')
  return value.state === 'MASKED' ? value.text : households('page.unreadable')
}

/** Phone and bank account of a household, masked. */
export function sealedWords({ household }: HouseholdRecord, words: ValueWords) {
  return [
    { key: 'phone', name: words.field('phoneEnc'), value: shownWords(household.phone, words) },
    { key: 'bankAccount', name: words.field('bankAccountEnc'), value: shownWords(household.bankAccount, words) },
  ]
}
