import { Paper, PaperTable } from '@/components/dossier/paper'
import { longDay, stamp } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { Letter } from '@/lib/inspections/queries/letter'

/** A feedback letter on A4: always in Chinese, and without a word about any household. */
export async function LetterPaper({ letter, isDemo }: Readonly<{ letter: Letter; isDemo: boolean }>) {
  const [t, ledger] = await Promise.all([
    getTranslations({ locale: 'zh-CN', namespace: 'inspections' }),
    getTranslations({ locale: 'zh-CN', namespace: 'findings' }),
  ])
  const { printed, aspects, findings } = letter
  const day = (text: string) => longDay(text, 'zh-CN')
  const at = stamp(printed.at)
  const row = (name: string, problems: number, fixed: number) => [name, problems, fixed, problems - fixed].map(String)
  return (
    <Paper
      title={t('letter.title', { title: letter.title })}
      number={t('letter.number', { no: letter.no })}
      meta={[t('letter.number', { no: letter.no }), t('letter.issued', { day: day(letter.issuedOn) })]}
      foot={t('letter.printedBy', { name: printed.by, unit: printed.unit, at })}
      printedOn={at.slice(0, 10)}
      signs={[t('letter.signs.organiser'), t('letter.signs.township'), t('letter.signs.received')]}
      date={day(letter.issuedOn)}
      isDemo={isDemo}
    >
      <p>{t('letter.to', { township: letter.township, village: letter.village })}</p>
      <p className="body">
        {t('letter.intro', {
          organiser: letter.organiser,
          from: day(letter.beginsOn),
          until: day(letter.endsOn),
          title: letter.title,
          households: letter.households,
          problems: letter.problems,
          fixed: letter.fixed,
          open: letter.problems - letter.fixed,
        })}
      </p>
      <h2>{t('letter.counts')}</h2>
      <PaperTable
        columns={[
          { head: t('letter.aspect') },
          { head: t('letter.problems'), width: '15%', look: 'n' },
          { head: t('letter.fixed'), width: '15%', look: 'n' },
          { head: t('letter.open'), width: '15%', look: 'n' },
        ]}
        rows={[
          ...aspects.map((each) => row(each.name, each.problems, each.fixed)),
          row(t('letter.total'), letter.problems, letter.fixed),
        ]}
      />
      <h2>{t('letter.opinion')}</h2>
      <p className="body">{letter.opinion}</p>
      <p className="body">{t('letter.reply', { day: day(letter.replyBy), organiser: letter.organiser })}</p>
      <h2>{t('letter.findings')}</h2>
      {findings.length === 0 ? (
        <p>{t('letter.noFindings')}</p>
      ) : (
        <PaperTable
          columns={[
            { head: t('letter.no'), width: '22%' },
            { head: t('letter.content') },
            { head: t('letter.level'), width: '12%', look: 'c' },
          ]}
          rows={findings.map(({ no, asked, category, level }) => [
            no,
            `${ledger(`categories.${category}`)} ${asked}`,
            ledger(`levels.${level}`),
          ])}
        />
      )}
    </Paper>
  )
}
