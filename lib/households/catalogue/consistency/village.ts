import type { VillageRule } from './rule'

const FEN = 100

const yuanOf = (fen: number) => Math.round(fen / FEN)
const share = (part: number, whole: number) => Math.floor((part / whole) * 100)

export const VILLAGE_RULES: readonly VillageRule[] = [
  {
    id: 'R42',
    no: 42,
    severity: 'W',
    scope: 'VILLAGE',
    fields: ['perCapitaIncome'],
    source: ['ours'],
    parameters: ['quality.sameIncomePercent', 'quality.villageMinHouseholds'],
    clearedBy: 'TOWNSHIP',
    check({ incomes }, on) {
      const [most, fewest] = [on.value('quality.sameIncomePercent'), on.value('quality.villageMinHouseholds')]
      const known = incomes.flatMap(({ perCapitaFen, previousFen }) =>
        previousFen === null ? [] : [{ perCapitaFen, previousFen }],
      )
      if (most === null || fewest === null || known.length < fewest) return []
      const same = known.filter(({ perCapitaFen, previousFen }) => yuanOf(perCapitaFen) === yuanOf(previousFen)).length
      return same * 100 > known.length * most
        ? [{ figures: { same, known: known.length, percent: share(same, known.length), most } }]
        : []
    },
  },
  {
    id: 'R43',
    no: 43,
    severity: 'W',
    scope: 'VILLAGE',
    fields: ['perCapitaIncome'],
    source: ['ours'],
    parameters: ['povertyLine.exit', 'quality.heapYuan', 'quality.heapPercent', 'quality.villageMinHouseholds'],
    clearedBy: 'TOWNSHIP',
    check({ incomes }, on) {
      const [width, most] = [on.value('quality.heapYuan'), on.value('quality.heapPercent')]
      const fewest = on.value('quality.villageMinHouseholds')
      const year = Math.max(0, ...incomes.map((income) => income.year))
      const line = on.value('povertyLine.exit', `${year}-12-31`)
      const known = incomes.filter((income) => income.year === year)
      if (width === null || most === null || fewest === null || line === null || known.length < fewest) return []
      const near = known.filter(
        ({ perCapitaFen }) => perCapitaFen >= line * FEN && perCapitaFen <= (line + width) * FEN,
      ).length
      if (near * 100 <= known.length * most) return []
      return [
        {
          figures: {
            near,
            known: known.length,
            percent: share(near, known.length),
            most,
            year,
            lineFen: line * FEN,
            width,
          },
        },
      ]
    },
  },
]
