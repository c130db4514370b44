import { Paper, PaperFacts } from '@/components/dossier/paper'
import type { FindingPaperData } from '@/lib/findings/queries/paper'
import type { StepName } from '@/lib/findings/schema'
import { longDay, stamp } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'

/** 交办单、销号单 on A4, always in Chinese. */
export async function FindingPaper({ paper, isDemo }: Readonly<{ paper: FindingPaperData; isDemo: boolean }>) {
  const t = await getTranslations({ locale: 'zh-CN', namespace: 'findings' })
  const { finding, form, printed } = paper
  const at = stamp(printed.at)
  const day = (text: string | null) => (text ? longDay(text, 'zh-CN') : '')
  const said = (name: StepName, key: string) => {
    const step = finding.record.findLast(({ step }) => step === name)
    return step
      ? [String(step.told[key] ?? ''), step.by, step.unit, day(step.on)].filter(Boolean).join('  ')
      : t('paper.none')
  }
  const problem: [string, string][] = [
    [
      t('paper.source'),
      [t(`sources.${finding.source}`), String(finding.sourceYear), finding.document].filter(Boolean).join('  '),
    ],
    [
      t('paper.problem'),
      [finding.title || t(`categories.${finding.category}`), finding.content].filter(Boolean).join('\n'),
    ],
    [t('paper.where'), [finding.region, finding.household?.headName].filter(Boolean).join('  ')],
    [t('paper.level'), `${t(`levels.${finding.level}`)}  ${t(`reaches.${finding.reach}`)}`],
  ]
  const owner: [string, string][] = [
    [t('paper.requirement'), finding.requirement || t('paper.none')],
    [t('paper.due'), day(finding.dueOn)],
    [t('paper.owner'), [finding.leader, finding.person].filter(Boolean).join('  ')],
    [t('paper.others'), finding.otherUnits || t('paper.none')],
  ]
  const done: [string, string][] = [
    [t('paper.goal'), finding.goal],
    [t('paper.measures'), finding.measures],
    [
      t('paper.proofs'),
      finding.proofs
        .map(({ kind, reference }) => [t(`proofs.${kind}`), reference].filter(Boolean).join(' '))
        .join(t('join')),
    ],
    [t('paper.similar'), finding.similar ? t('paper.similarText', finding.similar) : t('paper.none')],
    [t('paper.reviewed'), said('review', 'opinion')],
    [t('paper.verified'), said('verify', 'seen')],
    [t('paper.closed'), said('close', 'opinion')],
  ]
  const isSlip = form === 'slip'
  const signs = isSlip
    ? [t('paper.signs.verifier'), t('paper.signs.closer')]
    : [t('paper.signs.issuer'), t('paper.signs.receiver')]
  return (
    <Paper
      title={t(`paper.${form}`)}
      number={t('paper.no', { no: finding.findingNo })}
      meta={[t('paper.no', { no: finding.findingNo }), t('paper.to', { unit: finding.unit ?? '' })]}
      foot={t('paper.printedBy', { name: printed.by, at, serial: printed.serial })}
      printedOn={at.slice(0, 10)}
      signs={signs}
      date={day(isSlip ? finding.closedOn : finding.issuedOn)}
      isDemo={isDemo}
    >
      <p className="body">{t(isSlip ? 'paper.slipIntro' : 'paper.letterIntro')}</p>
      <PaperFacts items={[...problem, ...owner, ...(isSlip ? done : [])]} />
    </Paper>
  )
}
