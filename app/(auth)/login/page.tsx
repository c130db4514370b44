import { getTranslations } from 'next-intl/server'

export default async function SignInPage() {
  const t = await getTranslations('auth')
  return <h1 className="wenwu chip btn field box picks tap tbl gauge">{t('signIn.title')}</h1>
}
