import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { getTranslations } from '@/lib/i18n/server'

/** Finds a household. It is posted, so that an identity number never stands in an address; works without script. */
export async function ListSearch({ q, from }: Readonly<{ q?: string; from: string }>) {
  const [t, common] = await Promise.all([getTranslations('households'), getTranslations('common')])
  return (
    <form action="/households/find" method="post" className="flex items-start gap-2">
      <input type="hidden" name="from" value={from} />
      <div className="min-w-0 flex-1 [&_label]:sr-only">
        <Field
          name="q"
          type="search"
          label={t('list.search')}
          icon="search"
          placeholder={t('list.searchHint')}
          defaultValue={q}
          maxLength={40}
          autoComplete="off"
          enterKeyHint="search"
        />
      </div>
      <Button type="submit" className="min-h-10 phone:min-h-13">
        {common('search')}
      </Button>
    </form>
  )
}
