import type { Metadata } from 'next'
import { Paper } from '@/components/dossier/paper'
import { PrintButton } from '@/components/dossier/print-button'
import { valueWords } from '@/components/dossier/value-words'
import { CheckPaper } from '@/components/identification/check-paper'
import { MinutesPaper } from '@/components/identification/minutes-paper'
import { PageHead } from '@/components/shell/page-head'
import { longDay, stamp } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { getPaper } from '@/lib/identification/queries/paper'
import { PAPERS } from '@/lib/identification/rules/notice'
import { NotFoundError } from '@/lib/platform/errors'
import { installation } from '@/lib/platform/installation'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identification'))('papers.names.check') }
}

/** A home check sheet or the minutes of an appraisal, printed from what was recorded. */
export default async function PaperPage({ params }: PageProps<'/identification/[id]/paper/[form]'>) {
  const { id, form: asked } = await params
  const form = PAPERS.find((each) => each === asked)
  const [t, on, how, paper, found, words] = await Promise.all([
    getTranslations('identification'),
    getTranslations({ locale: 'zh-CN', namespace: 'identification' }),
    getTranslations('dossier.paper'),
    load('household:readFull', (ctx) => {
      if (!form) throw new NotFoundError()
      return getPaper(ctx, id, form)
    }),
    installation(),
    valueWords('zh-CN'),
  ])
  const here = `/identification/${paper.procedureId}`
  const { printed, household } = paper
  const at = stamp(printed.at)
  const title = paper.form === 'minutes' ? 'minutes' : paper.kind === 'RISK_REMOVAL' ? 'removalCheck' : 'check'
  const signs =
    paper.form === 'minutes'
      ? (['chair', 'recorder', 'supervisor'] as const)
      : (['head', 'officers', 'township'] as const)
  return (
    <>
      <PageHead
        title={t(`papers.names.${paper.form}`)}
        back={here}
        crumbs={[{ href: here, label: t('papers.back') }, { label: t(`papers.names.${paper.form}`) }]}
        sub={how('howTo')}
        actions={<PrintButton label={how('go')} />}
      />
      <Paper
        title={on(`papers.${title}`)}
        number={on('papers.number', { no: paper.no })}
        meta={[
          on('papers.number', { no: paper.no }),
          `${household.township}${household.village}`,
          on('papers.on', { day: longDay(paper.on, 'zh-CN') }),
        ]}
        foot={on('papers.printedBy', { name: printed.by, at, serial: printed.serial })}
        printedOn={at.slice(0, 10)}
        signs={signs.map((who) => on(`papers.signs.${who}`))}
        isDemo={found?.isDemo ?? false}
      >
        {paper.form === 'minutes' ? <MinutesPaper paper={paper} /> : <CheckPaper paper={paper} words={words} />}
      </Paper>
    </>
  )
}
