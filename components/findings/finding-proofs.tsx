import { Banner } from '@/components/ui/banner'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import type { FindingView } from '@/lib/findings/queries/finding'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

/** What shows that the line is put right, what is still missing, and what was shown before it was reopened. */
export async function FindingProofs({ finding }: Readonly<{ finding: FindingView }>) {
  const [t, locale] = await Promise.all([getTranslations('findings'), getLocale()])
  const { proofs, missing, reopened, today, status } = finding
  const kinds = missing.map((kind) => t(`proofs.${kind}`)).join(t('join'))
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('page.proofs')} note={`${finding.held}/${finding.needed}`} />
      {status !== 'CLOSED' && (
        <div className="pb-3">
          <Banner
            state={missing.length === 0 ? 'held' : 'due'}
            title={missing.length === 0 ? t('page.proofsWhole') : t('page.proofsMissing', { kinds })}
          />
        </div>
      )}
      {proofs.length === 0 ? (
        <p className="text-13 text-ink-3">{t('page.noProofs')}</p>
      ) : (
        <TupleTable
          caption={t('page.proofs')}
          columns={[
            { head: t('fields.kind'), at: 1, sub: 2, strong: true },
            { head: t('fields.reference'), at: 3, href: '{4}' },
            { head: t('fields.on'), at: 5, sub: 6 },
          ]}
          rows={proofs.map(({ id, kind, reference, evidenceId, on, by, round }) => [
            id,
            t(`proofs.${kind}`),
            round < reopened ? t('page.earlier', { n: round + 1 }) : '',
            reference || t(`proofs.${kind}`),
            evidenceId ? `/evidence/${evidenceId}` : '',
            nearDay(on, today, locale),
            by,
          ])}
        />
      )}
    </section>
  )
}
