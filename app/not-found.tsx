import { Notice } from '@/components/shell/notice'
import { getTranslations } from '@/lib/i18n/server'

export default async function NotFound() {
  const t = await getTranslations('shell.notFound')
  return (
    <main>
      <Notice title={t('title')} text={t('text')} action={{ href: '/', label: t('home') }} />
    </main>
  )
}
