import type { Age } from '@/lib/findings/rules/ages'
import { getTranslations } from '@/lib/i18n/server'
import type { CluePart } from '@/lib/monitoring/schema'
import type { CaseNarrow } from '@/lib/support/rules/case-parts'

type Props = { clear: string; parts: readonly (string | false | null | undefined)[] }

/** Says what else narrows a list that a figure opened, and how to see all of it. */
export async function Narrowed({ clear, parts }: Readonly<Props>) {
  const t = await getTranslations('casework.narrow')
  const what = parts.filter(Boolean).join(t('joined'))
  if (!what) return null
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 pb-3 text-13">
      <span>{t('shown', { what })}</span>
      <a className="underline" href={clear}>
        {t('clear')}
      </a>
    </p>
  )
}

/** The words of what narrows a list. */
export async function narrowSpeaker() {
  const [t, risks] = await Promise.all([getTranslations('casework.narrow'), getTranslations('monitoring.risks')])
  return {
    t,
    clue: (part: CluePart | undefined) => part && t(`parts.${part}`),
    cases: ({ part, risk, help }: CaseNarrow) => [
      part && t(`parts.${part}`),
      risk && t('risk', { risk: risks(risk) }),
      help && t(help),
    ],
    age: ({ from, to }: Age) => (to === null ? t('found.over', { from }) : t('found.between', { from, to })),
  }
}
