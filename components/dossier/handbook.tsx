import { PaperTable } from '@/components/dossier/paper'
import { givenMeasures, PaperMeasures } from '@/components/dossier/paper-measures'
import { PaperHelpers, PaperIdentity, PaperIncome, PaperLiving, PaperMembers } from '@/components/dossier/paper-parts'
import type { ValueWords } from '@/components/dossier/value-words'
import type { Sheet } from '@/lib/dossier/queries/sheet'
import { getTranslations } from '@/lib/i18n/server'

type Props = { sheet: Sheet; words: ValueWords }

const VISITS_ON_PAPER = 20
const MEASURES_ON_PAPER = 40
const MEASURES_ON_SHEET = 15
const BLANK_MEASURES = 6
const BLANK_EFFECTS = 4

/** Household sheet: what it is, who belongs to it, how it lives, what it earns, who helps and with what. */
export function HouseholdSheet({ sheet, words }: Readonly<Props>) {
  const { t } = words
  const measures = givenMeasures(sheet, MEASURES_ON_SHEET)
  return (
    <>
      <h2>{t('sections.identity')}</h2>
      <PaperIdentity sheet={sheet} words={words} />
      <h2>{t('sections.members')}</h2>
      <PaperMembers sheet={sheet} words={words} />
      <h2>{t('sections.living')}</h2>
      <PaperLiving sheet={sheet} words={words} />
      <h2>{t('sections.income')}</h2>
      <PaperIncome sheet={sheet} words={words} />
      <h2>{t('sections.helpers')}</h2>
      <PaperHelpers sheet={sheet} words={words} />
      <h2>{t('sections.measures')}</h2>
      {measures.length === 0 ? <p>{t('nothing')}</p> : <PaperMeasures measures={measures} words={words} />}
    </>
  )
}

/** Support handbook (帮扶手册): situation, members, helpers, measures and effects in time order, income by year, visits. */
export async function Handbook({ sheet, words }: Readonly<Props>) {
  const { t, households } = words
  const support = await getTranslations({ locale: 'zh-CN', namespace: 'support' })
  const measures = givenMeasures(sheet, MEASURES_ON_PAPER)
  const effects = measures.filter(({ effect, signer }) => effect || signer)
  const visits = sheet.file.visits.slice(0, VISITS_ON_PAPER)
  return (
    <>
      <h2>{t('sections.identity')}</h2>
      <PaperIdentity sheet={sheet} words={words} />
      <h2>{t('sections.members')}</h2>
      <PaperMembers sheet={sheet} words={words} />
      <h2>{t('sections.helpers')}</h2>
      <PaperHelpers sheet={sheet} words={words} />
      <h2>{t('paper.measures')}</h2>
      {measures.length === 0 && <p className="meta">{t('paper.measuresNone')}</p>}
      <PaperMeasures measures={measures} words={words} blanks={measures.length > 0 ? 2 : BLANK_MEASURES} />
      <h2>{t('paper.effects')}</h2>
      <PaperTable
        columns={[
          { head: t('paper.columns.date'), width: '16%' },
          { head: t('paper.columns.content'), width: '26%' },
          { head: t('paper.columns.effect') },
          { head: t('paper.columns.sign'), width: '20%' },
        ]}
        rows={effects.map((each) => [
          each.deliveredOn ?? each.countsOn,
          each.title || support(`categories.${each.category}`),
          each.effect,
          each.signer && each.confirmedOn ? `${each.signer} ${each.confirmedOn}` : '',
        ])}
        blanks={effects.length > 0 ? 1 : BLANK_EFFECTS}
      />
      <div className="leaf">
        <h2>{t('paper.incomeTable')}</h2>
        <PaperIncome sheet={sheet} words={words} byItem />
      </div>
      <div className="leaf">
        <h2>
          {t('paper.visits')} {visits.length > 0 && t('paper.latest', { n: visits.length })}
        </h2>
        <PaperTable
          columns={[
            { head: t('paper.columns.date'), width: '13%', look: 'c' },
            { head: t('paper.columns.visitor'), width: '10%' },
            { head: t('paper.columns.met'), width: '12%' },
            { head: t('paper.columns.found') },
            { head: t('paper.columns.promised'), width: '22%' },
            { head: t('paper.columns.sign'), width: '10%' },
          ]}
          rows={visits.map((visit) => [
            visit.visitedOn,
            visit.by,
            visit.peopleMet.map((who) => households(`peopleMet.${who}` as never)).join(t('join')),
            [
              visit.failed.length === 0
                ? t('allMet')
                : t('notMet', {
                    items: visit.failed.map((item) => households(`guaranteeItems.${item}` as never)).join(t('join')),
                  }),
              visit.demands,
              visit.note,
            ]
              .filter(Boolean)
              .join(households('stop')),
            visit.promises.map(({ content, dueOn }) => `${content} ${dueOn}`).join(households('stop')),
            '',
          ])}
          blanks={3}
        />
      </div>
    </>
  )
}
