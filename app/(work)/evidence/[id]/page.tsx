import '@/components/evidence/evidence.css'
import type { Metadata } from 'next'
import { PieceFacts } from '@/components/evidence/piece-facts'
import { PieceTwins } from '@/components/evidence/piece-twins'
import { Flags } from '@/components/evidence/tiles'
import { TurnPages } from '@/components/evidence/turn-pages'
import { WithdrawForm } from '@/components/evidence/withdraw-form'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { LinkButton } from '@/components/ui/link-button'
import { Reveal } from '@/components/ui/reveal'
import { loadRecord } from '@/lib/audit/readings'
import { withdrawEvidenceAction } from '@/lib/evidence/actions'
import { getPiece } from '@/lib/evidence/queries/piece'
import { galleryOf } from '@/lib/evidence/rules/places'
import { moment, stamp } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('evidence'))('view.title') }
}

export default async function PiecePage({ params, searchParams }: PageProps<'/evidence/[id]'>) {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const [t, locale, { piece }] = await Promise.all([
    getTranslations('evidence'),
    getLocale(),
    loadRecord('evidence:read', async (ctx) => {
      const piece = await getPiece(ctx, id)
      const { householdId, regionCode } = piece
      return { reading: householdId === null ? null : { householdId, regionCode, field: 'evidence' }, piece }
    }),
  ])
  const isMarked = query.mark === '1'
  const at = (other: string | null) => (other ? `/evidence/${other}${isMarked ? '?mark=1' : ''}` : undefined)
  const [older, newer] = [at(piece.older), at(piece.newer)]
  const gallery = galleryOf(piece.householdId, piece.householdId === null ? piece.subject : undefined)
  const caption = piece.caption || t('view.noCaption')
  return (
    <>
      <PageHead
        title={piece.caption || t(`kinds.${piece.kind}`)}
        back={gallery}
        crumbs={[{ href: gallery, label: t('title') }, { label: t(`kinds.${piece.kind}`) }]}
        chips={<Flags piece={piece} />}
        sub={piece.village}
        actions={
          <>
            {older && (
              <LinkButton href={older} icon="back">
                {t('view.older')}
              </LinkButton>
            )}
            {newer && (
              <LinkButton href={newer} icon="next">
                {t('view.newer')}
              </LinkButton>
            )}
          </>
        }
      />
      <TurnPages older={older} newer={newer} />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_340px]">
        <div className="grid gap-3">
          {piece.withdrawn && (
            <Banner
              state="plain"
              title={t('view.withdrawn', { by: piece.withdrawn.by, when: moment(piece.withdrawn.at, locale) })}
            >
              {piece.withdrawn.reason}
            </Banner>
          )}
          {!piece.mayLook ? (
            <Banner state="plain" title={t('hidden')} icon="lock" />
          ) : piece.kind === 'PAPER' ? (
            <p>
              <LinkButton href={`/api/evidence/${piece.id}`} icon="download">
                {t('view.download')}
              </LinkButton>
            </p>
          ) : (
            <>
              <figure className="piece">
                {/* biome-ignore lint/performance/noImgElement: photos come from their own authorised route, never through the optimiser */}
                <img
                  src={`/api/evidence/${piece.id}`}
                  alt={t('view.alt', { kind: t(`kinds.${piece.kind}`), caption })}
                  width={piece.width ?? undefined}
                  height={piece.height ?? undefined}
                />
                {isMarked && (
                  <figcaption>
                    {stamp(piece.takenAt ?? piece.receivedAt)} {piece.village}{' '}
                    {piece.place && `${piece.place.lat}, ${piece.place.lng} `}
                    {piece.by}
                  </figcaption>
                )}
              </figure>
              <p className="flex flex-wrap items-center gap-3 text-13 text-ink-3">
                <a href={`/evidence/${piece.id}${isMarked ? '' : '?mark=1'}`}>
                  {t(isMarked ? 'view.plain' : 'view.watermark')}
                </a>
                {(older || newer) && <span className="max-desk:hidden">{t('view.keys')}</span>}
              </p>
            </>
          )}
        </div>
        <aside className="grid gap-4">
          <PieceFacts piece={piece} />
          {piece.seen !== 'NEVER' && <PieceTwins twins={piece.twins} />}
          {piece.mayWithdraw && (
            <section className="sheet px-4 pb-3">
              <Reveal summary={t('view.withdraw')}>
                <p className="pb-2 text-13 text-ink-3">{t('view.withdrawNote')}</p>
                <WithdrawForm
                  action={withdrawEvidenceAction}
                  commandId={crypto.randomUUID()}
                  evidenceId={piece.id}
                  version={piece.version}
                  words={{
                    reason: t('view.reason'),
                    reasonHint: t('view.reasonHint'),
                    do: t('view.withdrawDo'),
                    busy: t('form.busy'),
                  }}
                />
              </Reveal>
            </section>
          )}
        </aside>
      </div>
    </>
  )
}
