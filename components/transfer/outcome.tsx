import { Banner } from '@/components/ui/banner'
import { LinkButton } from '@/components/ui/link-button'
import type { LedgerKind } from '@/lib/households/catalogue/ledgers/column'
import { getTranslations } from '@/lib/i18n/server'
import type { BatchState, FileFaultCode } from '@/lib/transfer/schema'

type Props = {
  batch: {
    state: BatchState
    failure: { code: FileFaultCode | 'broken'; params: Record<string, string | number> } | null
    goodRows: number
    faultCount: number
    householdCount: number
    badHouseholds: number
    newHouseholds: number
    changedHouseholds: number
    newPersons: number
    changedPersons: number
    ignoredHeads: string[]
    undoneRows: number | null
    kind: LedgerKind | null
  }
  region: string
}

/** How a batch stands when nothing runs: what the check found, what the import did, or why not. */
export async function Outcome({ batch, region }: Readonly<Props>) {
  const t = await getTranslations('transfer')
  const isOfRows = batch.kind !== null && batch.kind !== 'HOUSEHOLDS'
  const good = batch.householdCount - batch.badHouseholds
  const ignored = batch.ignoredHeads.length > 0 && (
    <p className="text-13 text-ink-2">{t('ignored', { heads: batch.ignoredHeads.join(', ') })}</p>
  )
  if (batch.state === 'FAILED') {
    const failure = batch.failure ?? { code: 'broken' as const, params: {} }
    return (
      <Banner state="crossed" title={t('failed.title')} action={{ href: '/import', label: t('failed.again') }}>
        {t(`failed.${failure.code}` as never, failure.params as never)}
      </Banner>
    )
  }
  if (batch.state === 'INTERRUPTED') {
    return (
      <Banner state="behind" title={t('interrupted.title')} action={{ href: '/import', label: t('failed.again') }}>
        {t('interrupted.why')}
      </Banner>
    )
  }
  if (batch.state === 'UNDONE') {
    return (
      <Banner state="held" title={t('undo.done')} live>
        {t('undo.doneWhy', { n: batch.undoneRows ?? 0 })}
      </Banner>
    )
  }
  if (batch.state === 'DONE') {
    const isNew = batch.newHouseholds + batch.newPersons > 0
    const isChanged = batch.changedHouseholds + batch.changedPersons > 0
    return (
      <section className="grid gap-3">
        <Banner state="held" title={t('done.title')} live>
          {isNew && t('done.new', { households: batch.newHouseholds, persons: batch.newPersons })}
          {isChanged && t('done.changed', { households: batch.changedHouseholds, persons: batch.changedPersons })}
          {!isNew && !isChanged && t('done.nothing')}
          {batch.badHouseholds > 0 && t('done.left', { n: batch.badHouseholds })}
        </Banner>
        <div className="flex flex-wrap gap-2">
          <LinkButton href="/households" icon="house">
            {t('done.toHouseholds')}
          </LinkButton>
          <LinkButton href={`/dashboard/${region}`} icon="chart">
            {t('done.toWall')}
          </LinkButton>
        </div>
      </section>
    )
  }
  return (
    <section className="grid gap-2">
      {batch.faultCount === 0 ? (
        <Banner state="held" title={t('clean.title')} live>
          {t(isOfRows ? 'clean.rowsWhy' : 'clean.why', { households: good, rows: batch.goodRows })}
        </Banner>
      ) : (
        <Banner state="behind" title={t('found.title', { n: batch.faultCount })} live>
          {t(isOfRows ? 'found.rowsWhy' : 'found.why', { bad: batch.badHouseholds, good })}
        </Banner>
      )}
      {ignored}
    </section>
  )
}
