import { getTranslations } from 'next-intl/server'
import { Notice } from '@/components/shell/notice'

export default async function Forbidden() {
  const t = await getTranslations('shell.forbidden')
  return <Notice title={t('title')} text={t('text')} action={{ href: '/', label: t('home') }} />
}
