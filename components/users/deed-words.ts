import type { StepUpWords } from '@/components/users/step-up-fields'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'

/** The words every deed on an account needs. */
export async function deedWords(): Promise<StepUpWords & { busy: string }> {
  const [words, t] = await Promise.all([clientWords('auth'), getTranslations('users.people.form')])
  const { legend, password, code, codeHint } = words.stepUp
  return { legend, password, code, codeHint, show: words.signIn.show, hide: words.signIn.hide, busy: t('busy') }
}
