import { Paper, PaperTable } from '@/components/dossier/paper'
import { wallSpeaker } from '@/components/indicators/speak'
import { count, longDay, percent, stamp } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { CARD_CODES, DEFINITIONS_VERSION, indicatorOf } from '@/lib/indicators/catalogue'
import type { PrintedWall } from '@/lib/indicators/queries/print'

const LOCALE = 'zh-CN'

/** The dashboard of a region on A4 landscape, always in Chinese: the whole, each part below, what the figures mean and who set the targets. */
export async function WallPaper({ printed: found, isDemo }: Readonly<{ printed: PrintedWall; isDemo: boolean }>) {
  const [t, { t: say, state, gap }] = await Promise.all([
    getTranslations({ locale: LOCALE, namespace: 'indicators.paper' }),
    wallSpeaker(LOCALE),
  ])
  const { wall, printed } = found
  const at = stamp(printed.at)
  const name = (code: (typeof CARD_CODES)[number]) => say(`names.${code}`)
  const level = wall.children[0]?.place.level
  const day = (text: string) => longDay(text, LOCALE)
  return (
    <Paper
      isWide
      title={t('heading', { region: wall.region.name })}
      number={printed.serial}
      meta={[
        t('unit', { unit: printed.unit }),
        t('asOf', { time: stamp(wall.asOf), version: String(DEFINITIONS_VERSION) }),
      ]}
      foot={t('by', { name: printed.by, at, serial: printed.serial })}
      printedOn={at.slice(0, 10)}
      signs={[t('signs.maker'), t('signs.checker'), t('signs.chief')]}
      isDemo={isDemo}
    >
      <h2>{t('whole')}</h2>
      <PaperTable
        columns={[
          { head: t('heads.name'), width: '13%' },
          { head: t('heads.numerator'), look: 'n' },
          { head: t('heads.persons'), look: 'n' },
          { head: t('heads.denominator'), look: 'n' },
          { head: t('heads.rate'), look: 'n' },
          { head: t('heads.target'), look: 'n' },
          { head: t('heads.until'), width: '13%' },
          { head: t('heads.gap'), width: '24%' },
          { head: t('heads.state'), look: 'c', width: '10%' },
        ]}
        rows={CARD_CODES.map((code) => {
          const { numerator, numeratorPersons, denominator, target, assessment } = wall.figures[code]
          return [
            name(code),
            count(numerator),
            count(numeratorPersons),
            count(denominator),
            percent(numerator, denominator),
            target ? `${count(target.value)}${indicatorOf(code).direction === 'RATE' ? '%' : ''}` : t('none'),
            target ? day(target.periodEnd) : '',
            gap(assessment),
            state(assessment).word,
          ]
        })}
      />
      {level && level !== 'PROVINCE' && (
        <>
          <h2>{t('parts', { title: say(`children.${level}.title`, { name: '' }) })}</h2>
          <PaperTable
            columns={[
              { head: say(`children.${level}.one`), width: '16%' },
              ...CARD_CODES.flatMap((code) => [
                { head: name(code), look: 'n' as const },
                { head: `${name(code)} ${t('heads.state')}`, look: 'c' as const },
              ]),
            ]}
            rows={wall.children.map(({ place, figures }) => [
              place.name,
              ...CARD_CODES.flatMap((code) => {
                const { numerator, denominator, assessment } = figures[code]
                return [
                  t('cell', { n: count(numerator), rate: percent(numerator, denominator) }),
                  state(assessment).word,
                ]
              }),
            ])}
          />
        </>
      )}
      <h2>{t('meaning')}</h2>
      {CARD_CODES.map((code) => {
        const { target } = wall.figures[code]
        return (
          <p key={code} className="body">
            {t('means', { name: name(code), text: say(`means.${code}`) })}
            {target &&
              t('issued', {
                issuer: target.issuedBy,
                document: target.document,
                from: day(target.periodStart),
                to: day(target.periodEnd),
              })}
          </p>
        )
      })}
    </Paper>
  )
}
