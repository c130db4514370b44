import type { Metadata } from 'next'
import { BulletinPaper } from '@/components/cockpit/bulletin-paper'
import { PrintButton } from '@/components/dossier/print-button'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { LinkButton } from '@/components/ui/link-button'
import { printBulletin } from '@/lib/cockpit/queries/bulletin'
import { getTranslations } from '@/lib/i18n/server'
import { installation } from '@/lib/platform/installation'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('cockpit'))('bulletin.title') }
}

/** The weekly bulletin of a region, any week up to the present one. */
export default async function BulletinPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, week] = ['region', 'week'].map((name) => asked(parameters, name))
  const [t, bulletin, found] = await Promise.all([
    getTranslations('cockpit'),
    load('supervision:read', (ctx) => printBulletin(ctx, region, week)),
    installation(),
  ])
  const { code } = bulletin.region
  const back = `/cockpit?region=${code}`
  const of = (day: string) => listAddress('/cockpit/bulletin', { region: code, week: day })
  return (
    <>
      <PageHead
        title={t('bulletin.title')}
        back={back}
        crumbs={[{ href: back, label: t('title') }, { label: t('bulletin.title') }]}
        sub={t('bulletin.howTo')}
        actions={
          <>
            <LinkButton href={of(bulletin.previous)} icon="back">
              {t('bulletin.previous')}
            </LinkButton>
            {bulletin.following && (
              <LinkButton href={of(bulletin.following)} icon="next">
                {t('bulletin.following')}
              </LinkButton>
            )}
            <PrintButton label={t('bulletin.print')} />
          </>
        }
      />
      <BulletinPaper bulletin={bulletin} isDemo={found?.isDemo ?? false} />
    </>
  )
}
