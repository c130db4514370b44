import { PageHead } from '@/components/shell/page-head'
import type { StepField } from '@/components/shell/step-field'
import { StepForm } from '@/components/shell/step-form'
import type { FormAction } from '@/components/shell/use-sent-form'
import { Reveal } from '@/components/ui/reveal'
import { TupleTable } from '@/components/ui/tuple-table'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

type Kind = {
  code: string
  nameZh: string
  nameEn: string
  isOwn: boolean
  endedOn: string | null
  /** What takes its place or otherwise sets it aside, in words. */
  aside?: string
}

type Props = {
  /** Whose words are spoken: both have the same ones under `kinds`. */
  slice: 'worklogs' | 'yearplans'
  back: '/worklogs' | '/village-plans'
  kinds: readonly Kind[]
  maySet: boolean
  today: string
  add: FormAction
  end: FormAction
  /** The longest names, in characters. */
  longest: { zh: number; en: number }
  /** What else is asked when a kind is added. */
  alsoAsked?: readonly StepField[]
  endNote?: string
}

/** A catalogue of kinds: shipped ones, and those that a county adds and ends itself. */
export async function KindCatalogue(props: Readonly<Props>) {
  const { slice, back, kinds, maySet, today, add, end, longest, alsoAsked = [], endNote } = props
  const [t, locale] = await Promise.all([getTranslations(slice as 'worklogs'), getLocale()])
  const nameOf = ({ nameZh, nameEn }: Kind) => (locale === 'zh-CN' ? nameZh : nameEn)
  const standing = ({ endedOn, aside }: Kind) =>
    endedOn ? t('kinds.endedOn', { day: nearDay(endedOn, today, locale) }) : (aside ?? '')
  return (
    <>
      <PageHead
        title={t('kinds.title')}
        back={back}
        crumbs={[{ href: back, label: t('title') }, { label: t('kinds.title') }]}
        sub={t('kinds.sub')}
      />
      <div className="grid gap-4">
        <section className="sheet px-4">
          <TupleTable
            caption={t('kinds.title')}
            markAt={4}
            columns={[
              { head: t('kinds.name'), at: 1, sub: 3, strong: true },
              { head: t('kinds.from'), at: 2 },
            ]}
            rows={kinds.map((kind) => [
              kind.code,
              nameOf(kind),
              t(kind.isOwn ? 'kinds.own' : 'kinds.shipped'),
              standing(kind),
              standing(kind) && 'past',
            ])}
          />
        </section>
        {maySet && (
          <section className="sheet px-4 pb-4">
            <Reveal summary={t('kinds.add')}>
              <StepForm
                isWide
                action={add}
                hidden={{ commandId: crypto.randomUUID() }}
                fields={[
                  { name: 'nameZh', label: t('kinds.nameZh'), type: 'text', max: longest.zh, needed: true },
                  { name: 'nameEn', label: t('kinds.nameEn'), type: 'text', max: longest.en, needed: true },
                  ...alsoAsked,
                ]}
                submit={t('kinds.save')}
                busy={t('kinds.busy')}
              />
            </Reveal>
            {kinds
              .filter(({ isOwn, endedOn }) => isOwn && !endedOn)
              .map((kind) => (
                <Reveal key={kind.code} summary={`${t('kinds.end')} ${nameOf(kind)}`}>
                  {endNote && <p className="pb-2 text-13 text-ink-2">{endNote}</p>}
                  <StepForm
                    action={end}
                    prefix={`${kind.code}-`}
                    hidden={{ commandId: crypto.randomUUID(), code: kind.code }}
                    fields={[{ name: 'endedOn', label: t('kinds.endOn'), type: 'day', value: today, needed: true }]}
                    submit={t('kinds.end')}
                    busy={t('kinds.busy')}
                  />
                </Reveal>
              ))}
          </section>
        )}
      </div>
    </>
  )
}
