import '@/components/dossier/paper.css'
import { PaperFacts, pageNumbers, quoted } from '@/components/dossier/paper'
import { longDay, stamp, yuan } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { ReliefPaperView } from '@/lib/relief/queries/application'
import type { ReliefStep } from '@/lib/relief/schema/applications'

/** The application and approval form on A4: everything from data, with places to sign and seal. */
export async function ReliefPaper({ paper, isDemo }: Readonly<{ paper: ReliefPaperView; isDemo: boolean }>) {
  const [t, named] = await Promise.all([
    getTranslations({ locale: 'zh-CN', namespace: 'relief' }),
    getTranslations({ locale: 'zh-CN', namespace: 'households' }),
  ])
  const { application, printed } = paper
  const { household, event, staircase } = application
  const at = stamp(printed.at)
  const money = (fen: number | null) => (fen === null ? '' : yuan(fen))
  const last = (step: ReliefStep) => application.record.findLast((each) => each.step === step)
  const done = (step: ReliefStep, ...keys: string[]) => {
    const found = last(step)
    if (!found) return ''
    const facts = keys.map((key) => found.record[key]).filter((value) => value !== undefined && value !== '')
    return [longDay(found.on, 'zh-CN'), found.by, ...facts.map(String)].join(' ')
  }
  const foot = t('paper.printed', { name: printed.by, at })
  const box = 'font-size: 8pt; color: #333'
  const pages = await pageNumbers()
  const opinion = (title: string, text: string) => (
    <tr>
      <th scope="row" style={{ width: '15%' }}>
        {title}
      </th>
      <td style={{ height: 92, verticalAlign: 'top' }}>
        <p>{text}</p>
        <p className="pt-8 text-right">
          <span className="pr-24">{t('paper.signed')}</span>
          <span className="pr-8">{t('paper.seal')}</span>
          {t('paper.date')}
        </p>
      </td>
    </tr>
  )
  return (
    <article className="paper" lang="zh-CN">
      <style>{`@page { size: A4 portrait; margin: 14mm 12mm 16mm;
        @top-left { content: ${quoted(t('paper.no', { no: application.no }))}; ${box} }
        @top-right { content: ${pages}; ${box} }
        @bottom-left { content: ${quoted(`${foot} ${printed.serial}`)}; ${box}; width: 84% }
        @bottom-right { content: ${quoted(isDemo ? t('paper.demo') : '')}; ${box} } }`}</style>
      <h1>{t('paper.title')}</h1>
      <div className="meta">
        <span>{t('paper.no', { no: application.no })}</span>
        <span>{printed.unit}</span>
      </div>
      <PaperFacts
        items={[
          [t('paper.household'), household.headName],
          [t('paper.householdNo'), household.householdNo],
          [t('paper.place'), `${household.township}${household.village}${paper.address}`],
          [t('paper.members'), String(household.memberCount)],
          [t('paper.type'), named(`types.${paper.type}`)],
          [t('paper.status'), named(`statuses.${household.povertyStatus}`)],
          [
            t('paper.monitored'),
            household.monitoredType ? named(`monitoredTypes.${household.monitoredType}`) : t('figures.none'),
          ],
          [t('paper.income'), paper.incomeFen === null ? '' : `${money(paper.incomeFen)} (${paper.incomeYear})`],
          [t('paper.applicant'), application.applicant],
          [t('paper.account'), paper.account ?? ''],
          [t('paper.line'), t(`lineFull.L${application.line}`)],
          [
            t('paper.claimed'),
            application.manner === 'POST'
              ? application.postTitle
              : [money(application.claimedFen), application.goods].join(' '),
          ],
          [
            t('paper.event'),
            t('event.of', { cause: t(`causes.${event.cause}`), day: longDay(event.happenedOn, 'zh-CN') }),
          ],
          [t('paper.cost'), money(staircase.totalFen)],
          [t('paper.settled'), money(paper.settledFen)],
          [t('paper.selfPaid'), money(staircase.selfPaidFen)],
          [t('paper.others'), money(paper.othersFen)],
          [t('paper.granted'), money(application.grantedFen)],
        ]}
      />
      <p className="py-4">
        <span className="pr-24">{t('paper.statement')}</span>
        {t('paper.date')}
      </p>
      <table>
        <tbody>
          {opinion(t('paper.village'), done('review', 'officers', 'opinion'))}
          {(application.line === 4 || application.line === 6) &&
            opinion(t('paper.publicity'), done('publish', 'place', 'over'))}
          {opinion(
            t('paper.township'),
            application.decider === 'TOWNSHIP' ? done('approve', 'document', 'opinion') : done('accept'),
          )}
          {application.decider === 'COUNTY' && opinion(t('paper.county'), done('approve', 'document', 'opinion'))}
          {opinion(t('paper.payment'), done('disburse', 'document'))}
          {opinion(t('paper.receipt'), done('confirm', 'signer'))}
        </tbody>
      </table>
      <footer>
        {foot} {printed.serial} {isDemo && t('paper.demo')}
      </footer>
    </article>
  )
}
