import { DropDraft } from '@/components/households/drop-draft'
import { Banner } from '@/components/ui/banner'
import { getTranslations } from '@/lib/i18n/server'

type Props = {
  /** `?saved=` of the address: how many fields were saved, then those that somebody else changed. */
  saved: string
  labels: { readonly [field: string]: string | undefined }
  draftKey: string
}

/** Says that a form was saved, and what was merged; forgets its draft. */
export async function SavedBanner({ saved, labels, draftKey }: Readonly<Props>) {
  const t = await getTranslations('households')
  const [count, ...fields] = saved.split('.')
  const merged = fields.flatMap((field) => labels[field] ?? [])
  return (
    <div className="pb-4">
      <DropDraft draftKey={draftKey} />
      <Banner
        state="held"
        live
        title={
          merged.length > 0
            ? t('page.savedMerged', { fields: merged.join(t('join')) })
            : t(count === '0' ? 'page.changedNothing' : 'page.saved')
        }
      />
    </div>
  )
}
