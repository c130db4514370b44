import { nameGrams, namePinyin } from '@/lib/households/rules/names'
import { GUARANTEE_ITEMS } from '@/lib/monitoring/rules/choices'
import { type Cell, chance, day, type Home, homes, idOf, nameOf } from './rows'

const VISITS = 6
const MEASURES = 4
const USER = '00000000-0000-4000-8000-000000000001'
const relations = ['HEAD', 'SPOUSE', 'SON'] as const

const TYPES = ['POOR_GENERAL', 'POOR_SUBSISTENCE', 'POOR_DESTITUTE', 'GENERAL_RURAL']
const MEASURE_TYPES = ['IND_PLANTING', 'IND_LIVESTOCK', 'IND_ASSET', 'IND_SOLAR']
const PASS = Object.fromEntries(GUARANTEE_ITEMS.map((item) => [item, { result: 'PASS', reason: '' }]))
const GUARANTEES = JSON.stringify(PASS)

export type Table = { name: string; columns: string; rows: () => Generator<readonly Cell[]> }

function status(k: number): string {
  if (k % 40 === 0) return 'NOT_EXITED'
  if (k % 200 === 1) return 'RELAPSED'
  return k % 8 === 3 ? 'NEVER_POOR' : 'EXITED_STABLE'
}

const income = (n: number) => 400_000 + chance(n, 50, 1_500_000)
const isWatched = (k: number) => k % 33 === 3

/** The tables of the register in the order of loading, each with the rows that the product would have written in it. */
export function tables(households: number): Table[] {
  const each = (make: (home: Home) => Iterable<readonly Cell[]>) =>
    function* () {
      for (const home of homes(households)) yield* make(home)
    }
  return [
    {
      name: 'household',
      columns:
        'county_code, id, region_code, household_no, household_type, poverty_status, exit_year, monitored_type, main_cause, head_name, head_pinyin, head_initials, name_grams, member_count, per_capita_income_fen, income_year, last_visited_on, next_visit_on',
      rows: each(({ n, k, id, county, village }) => {
        const name = nameOf(n, 0)
        const pinyin = namePinyin(name)
        const grams = [...new Set(relations.flatMap((_, member) => nameGrams(nameOf(n, member), county)))].sort()
        const [is, exit] = [status(k), 2015 + (n % 6)]
        return [
          [
            county,
            id,
            village,
            `B${String(n).padStart(12, '0')}`,
            TYPES[n % 4] as string,
            is,
            is === 'EXITED_STABLE' ? exit : null,
            isWatched(k) ? 'MARGINAL' : null,
            'ILLNESS',
            name,
            pinyin.full,
            pinyin.initials,
            grams,
            relations.length,
            income(n),
            2025,
            day(chance(n, 51, 120)),
            day(10 - chance(n, 52, 90)),
          ],
        ]
      }),
    },
    {
      name: 'person',
      columns: 'county_code, id, region_code, name, name_pinyin, name_initials, sex, birth_date',
      rows: each(({ n, county, village }) =>
        relations.map((_, member) => {
          const name = nameOf(n, member)
          const { full, initials } = namePinyin(name)
          const age = member === 2 ? 8_000 + chance(n, 53, 4_000) : 15_000 + chance(n, 54 + member, 12_000)
          return [
            county,
            idOf(2, n * relations.length + member),
            village,
            name,
            full,
            initials,
            member === 1 ? 'F' : 'M',
            day(age),
          ]
        }),
      ),
    },
    {
      name: 'membership',
      columns: 'county_code, id, region_code, household_id, person_id, relation, valid_from',
      rows: each(({ n, id, county, village }) =>
        relations.map((relation, member) => [
          county,
          idOf(3, n * relations.length + member),
          village,
          id,
          idOf(2, n * relations.length + member),
          relation,
          '2014-01-01',
        ]),
      ),
    },
    {
      name: 'household_state',
      columns:
        'county_code, household_id, valid_from, region_code, village_code, household_type, poverty_status, monitored_type, is_active',
      rows: each(({ n, k, id, county, village }) => [
        [
          county,
          id,
          '2014-01-01',
          village,
          village,
          TYPES[n % 4] as string,
          status(k),
          isWatched(k) ? 'MARGINAL' : null,
          true,
        ],
      ]),
    },
    {
      name: 'household_income',
      columns: 'county_code, household_id, year, region_code, per_capita_income_fen, source',
      rows: each(({ n, id, county, village }) => [[county, id, 2025, village, income(n), 'LEDGER']]),
    },
    {
      name: 'visit',
      columns:
        'county_code, id, region_code, household_id, visited_on, recorded_at, received_at, visitor_id, visitor_name, visitor_role, people_met, guarantees, note',
      rows: each(({ n, id, county, village }) =>
        Array.from({ length: VISITS }, (_, i) => {
          const on = day(chance(n, 51, 120) + (VISITS - 1 - i) * 60)
          return [
            county,
            idOf(4, n * VISITS + i),
            village,
            id,
            on,
            `${on}T02:00:00Z`,
            `${on}T02:00:00Z`,
            USER,
            '测试员',
            'FIRST_SECRETARY',
            ['HEAD'],
            GUARANTEES,
            '一切正常',
          ]
        }),
      ),
    },
    {
      name: 'guarantee_state',
      columns: 'county_code, household_id, item, region_code, result, fail_reason, checked_on, visit_id',
      rows: each(({ n, k, id, county, village }) =>
        GUARANTEE_ITEMS.map((item) => {
          const fails = k % 90 === 5 && item === 'WATER'
          return [
            county,
            id,
            item,
            village,
            fails ? 'FAIL' : 'PASS',
            fails ? '水量不足' : '',
            day(chance(n, 51, 120)),
            idOf(4, n * VISITS + VISITS - 1),
          ]
        }),
      ),
    },
    {
      name: 'support_measure',
      columns:
        'county_code, id, region_code, household_id, type_code, title, unit, responsible, planned_on, finish_by, started_on, delivered_on, counts_on, form, amount_fen, fund_source, status, recorded_by, recorded_by_name, recorded_at, started_by, started_by_name, delivered_by, delivered_by_name',
      rows: each(({ n, id, county, village }) =>
        Array.from({ length: MEASURES }, (_, i) => {
          const on = day(100 + chance(n, 60 + i, 900))
          return [
            county,
            idOf(5, n * MEASURES + i),
            village,
            id,
            MEASURE_TYPES[i] as string,
            '测试措施',
            '测试单位',
            '测试员',
            on,
            on,
            on,
            on,
            on,
            'CASH',
            10_000 + chance(n, 70 + i, 200_000),
            'COUNTY',
            'DELIVERED',
            USER,
            '测试员',
            `${on}T02:00:00Z`,
            USER,
            '测试员',
            USER,
            '测试员',
          ]
        }),
      ),
    },
    {
      name: 'monitoring_case',
      columns:
        'county_code, id, region_code, household_id, case_no, monitored_type, risks, channel, status, identified_on, plan_by',
      rows: each(({ n, k, id, county, village }) =>
        isWatched(k)
          ? [
              [
                county,
                idOf(6, n),
                village,
                id,
                `J${n}`,
                'MARGINAL',
                ['ILLNESS'],
                'VISIT',
                'MONITORED',
                day(90),
                day(80),
              ],
            ]
          : [],
      ),
    },
    {
      name: 'clue',
      columns:
        'county_code, id, region_code, household_id, clue_no, source, status, opened_on, opened_at, opened_by, verify_by, identify_by',
      rows: each(({ n, k, id, county, village }) => {
        const on = n % 4
        return k % 120 === 7
          ? [
              [
                county,
                idOf(7, n),
                village,
                id,
                `X${n}`,
                'VISIT',
                'OPEN',
                day(on),
                `${day(on)}T02:00:00Z`,
                USER,
                day(on - 3),
                day(-20),
              ],
            ]
          : []
      }),
    },
  ]
}
