import { value } from '@/components/cockpit/words'
import { Paper, PaperFacts, PaperTable } from '@/components/dossier/paper'
import type { PrintedBulletin } from '@/lib/cockpit/queries/bulletin'
import { count, longDay, stamp, yuan } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'

const BLANKS = 3

/** 督战周报 on A4, always in Chinese: a week as it was recorded by its end. */
export async function BulletinPaper({ bulletin, isDemo }: Readonly<{ bulletin: PrintedBulletin; isDemo: boolean }>) {
  const locale = 'zh-CN'
  const [t, states, kinds, categories] = await Promise.all([
    getTranslations({ locale, namespace: 'cockpit.bulletin' }),
    getTranslations({ locale, namespace: 'supervision.standings' }),
    getTranslations({ locale, namespace: 'supervision.helpKinds' }),
    getTranslations({ locale, namespace: 'findings.categories' }),
  ])
  const { week, counts, printed, workNames, placeOf } = bulletin
  const at = stamp(printed.at)
  const day = (text: string | null) => (text ? longDay(text, locale) : '')
  const period = t('no', { from: day(week.from), to: day(week.to) })
  const name = (code: string) => workNames[code] ?? code
  return (
    <Paper
      title={t('heading', { region: bulletin.region.name })}
      number={period}
      meta={[
        t('unit', { unit: printed.unit }),
        t('until', { time: bulletin.until ? stamp(bulletin.until) : day(bulletin.day) }),
        t('byRecord'),
      ]}
      foot={t('printedBy', { name: printed.by, at, serial: printed.serial })}
      printedOn={at.slice(0, 10)}
      signs={[t('signs.maker'), t('signs.checker'), t('signs.chief')]}
      isDemo={isDemo}
    >
      <p className="body">{period}</p>
      <h2>{t('overview')}</h2>
      <p className="body">{t('overviewText', { ...counts, day: day(bulletin.day) })}</p>
      <h2>{t('works')}</h2>
      {bulletin.works.length === 0 ? (
        <p className="body">{t('noWorks')}</p>
      ) : (
        <PaperTable
          columns={[
            { head: t('worksHead.work'), width: '28%' },
            { head: t('worksHead.places'), look: 'n' },
            { head: t('worksHead.base'), look: 'n' },
            { head: t('worksHead.before'), look: 'n' },
            { head: t('worksHead.current'), look: 'n' },
            { head: t('worksHead.expected'), look: 'n' },
            { head: t('worksHead.target'), look: 'n' },
            { head: t('worksHead.standing'), look: 'c' },
          ]}
          rows={bulletin.works.map((work) => [
            t('workOf', { name: name(work.code), unit: work.isRate ? t('reachedPlaces') : work.unit }),
            count(work.places),
            value(work.base),
            value(work.before),
            value(work.current),
            work.expected === null ? '' : value(work.expected),
            value(work.target),
            states(work.standing),
          ])}
        />
      )}
      {bulletin.changed.length > 0 && (
        <p className="body">
          {t('changed', {
            n: bulletin.changed.length,
            places: bulletin.changed.map((each) => each.name).join(t('and')),
          })}
        </p>
      )}
      <h2>{t('findings')}</h2>
      <PaperFacts
        items={(['found', 'closed', 'reopened', 'open', 'overdue', 'longTerm'] as const).map((key) => [
          t(`findingsHead.${key}`),
          count(counts[key]),
        ])}
      />
      <p className="body">{bulletin.oldest.length > 0 ? t('oldest') : t('noOldest')}</p>
      {bulletin.oldest.length > 0 && (
        <PaperTable
          columns={[
            { head: t('oldestHead.no'), width: '16%' },
            { head: t('oldestHead.problem'), width: '30%' },
            { head: t('oldestHead.place') },
            { head: t('oldestHead.unit') },
            { head: t('oldestHead.found'), width: '14%' },
            { head: t('oldestHead.due'), width: '14%' },
          ]}
          rows={bulletin.oldest.map((line) => [
            line.no,
            line.title || categories(line.category as 'WATER'),
            line.place,
            line.unit ?? '',
            line.foundOn,
            line.dueOn ?? '',
          ])}
        />
      )}
      <h2>{t('behind')}</h2>
      {bulletin.behind.length === 0 ? (
        <p className="body">{t('noBehind')}</p>
      ) : (
        <PaperTable
          columns={[
            { head: t('behindHead.place'), width: '18%' },
            { head: t('behindHead.works'), width: '42%' },
            { head: t('behindHead.open'), look: 'n' },
            { head: t('behindHead.deadline'), width: '14%' },
            { head: t('behindHead.leader') },
          ]}
          rows={bulletin.behind.map((place) => [
            place.name,
            place.works
              .filter(({ standing }) => standing === 'behind' || standing === 'crossed')
              .map((work) =>
                t('behindWork', {
                  name: name(work.code),
                  current: value(work.current),
                  expected: value(work.expected ?? work.target),
                  unit: work.unit,
                }),
              )
              .join(t('next')),
            count(place.open),
            place.deadlineOn ?? '',
            place.leader,
          ])}
        />
      )}
      <h2>{t('solved')}</h2>
      <p className="body">
        {t('solvedText', { solved: counts.solved, supported: counts.supported, yuan: yuan(bulletin.amountFen) })}
      </p>
      {bulletin.help.length > 0 && (
        <PaperTable
          columns={[
            { head: t('solvedHead.place'), width: '20%' },
            { head: t('solvedHead.kind'), width: '14%' },
            { head: t('solvedHead.content') },
            { head: t('solvedHead.amount'), width: '16%', look: 'n' },
          ]}
          rows={bulletin.help.map((line) => [
            placeOf[line.placeId] ?? '',
            kinds(line.kind),
            line.content,
            line.amountFen > 0 ? yuan(line.amountFen) : '',
          ])}
        />
      )}
      {bulletin.moreHelp > 0 && <p className="body">{t('solvedMore', { n: bulletin.moreHelp })}</p>}
      <h2>{t('notes')}</h2>
      {Array.from({ length: BLANKS }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: empty lines to write on are alike
        <p key={line} className="body">
          &nbsp;
        </p>
      ))}
      <p className="body">{t('basis')}</p>
    </Paper>
  )
}
