import type { FaultCode } from '@/lib/transfer/schema'
import { LEDGER_HEADS, type LedgerCells, type LedgerColumn } from './ledger-rows'
import type { Random } from './random'

/** A fault that was planted: where it must be found, and as what. */
export interface PlantedFault {
  sheet: string
  row: number
  column: string
  code: FaultCode
}

export interface LedgerGroup {
  /** Row number of the first member in its sheet. */
  row: number
  rows: LedgerCells[]
}

interface Plant {
  code: FaultCode
  column: LedgerColumn
  /** Index of the row that must be named; null when this household does not suit. */
  put(group: LedgerGroup, random: Random, groups: readonly LedgerGroup[]): number | null
}

const anyRow = (change: (cells: LedgerCells, random: Random) => void) => (group: LedgerGroup, random: Random) => {
  const at = random.int(0, group.rows.length - 1)
  change(group.rows[at] as LedgerCells, random)
  return at
}

const PLANTS: readonly Plant[] = [
  {
    code: 'idCheckDigit',
    column: 'idNumber',
    put: anyRow((cells) => {
      const last = cells.idNumber.at(-1) === '0' ? '1' : '0'
      cells.idNumber = cells.idNumber.slice(0, 17) + last
    }),
  },
  {
    code: 'idLength',
    column: 'idNumber',
    put: anyRow((cells) => {
      cells.idNumber = cells.idNumber.slice(0, 17)
    }),
  },
  {
    code: 'idScientific',
    column: 'idNumber',
    put: anyRow((cells) => {
      cells.idNumber = `${cells.idNumber[0]}.${cells.idNumber.slice(1, 6)}E+17`
    }),
  },
  {
    code: 'idCharacters',
    column: 'idNumber',
    put: anyRow((cells) => {
      cells.idNumber = `${cells.idNumber.slice(0, 9)}O${cells.idNumber.slice(10)}`
    }),
  },
  {
    code: 'idBirthDate',
    column: 'idNumber',
    put: anyRow((cells) => {
      cells.idNumber = `${cells.idNumber.slice(0, 10)}13${cells.idNumber.slice(12)}`
    }),
  },
  {
    code: 'required',
    column: 'idNumber',
    put: anyRow((cells) => {
      cells.idNumber = ''
    }),
  },
  {
    code: 'required',
    column: 'name',
    put: anyRow((cells) => {
      cells.name = ' '
    }),
  },
  {
    code: 'birthDateDiffers',
    column: 'birthDate',
    put: anyRow((cells) => {
      cells.birthDate = `${Number(cells.birthDate.slice(0, 4)) - 1}${cells.birthDate.slice(4)}`.replace(
        '02-29',
        '02-28',
      )
    }),
  },
  {
    code: 'notADate',
    column: 'birthDate',
    put: anyRow((cells) => {
      cells.birthDate = '1954年13月40日'
    }),
  },
  {
    code: 'sexDiffers',
    column: 'sex',
    put: anyRow((cells) => {
      cells.sex = cells.sex === '男' ? '女' : '男'
    }),
  },
  {
    code: 'unknownCode',
    column: 'health',
    put: anyRow((cells) => {
      cells.health = '身体一般'
    }),
  },
  {
    code: 'unknownCode',
    column: 'relation',
    put: anyRow((cells) => {
      cells.relation = '远亲'
    }),
  },
  {
    code: 'healthContradicts',
    column: 'health',
    put: anyRow((cells) => {
      cells.health = '健康,残疾'
    }),
  },
  {
    code: 'unknownVillage',
    column: 'villageName',
    put: anyRow((cells) => {
      cells.villageName = '不存在的村'
    }),
  },
  {
    code: 'badPhone',
    column: 'phone',
    put: anyRow((cells) => {
      cells.phone = cells.phone.slice(0, 9)
    }),
  },
  {
    code: 'badBankAccount',
    column: 'bankAccount',
    put: anyRow((cells) => {
      cells.bankAccount = '9.9E+18'
    }),
  },
  {
    code: 'notANumber',
    column: 'incomePerCapita',
    put: anyRow((cells) => {
      cells.incomePerCapita = '约八千'
    }),
  },
  {
    code: 'outOfRange',
    column: 'workMonths',
    put: anyRow((cells) => {
      cells.workArea = '省外'
      cells.workMonths = '13'
    }),
  },
  {
    code: 'workWithoutMonths',
    column: 'workMonths',
    put: anyRow((cells) => {
      cells.workArea = '县外省内'
      cells.workMonths = ''
    }),
  },
  {
    code: 'monthsWithoutWork',
    column: 'workArea',
    put: anyRow((cells) => {
      cells.workArea = ''
      cells.workMonths = '6'
    }),
  },
  {
    code: 'educationAndSchooling',
    column: 'schooling',
    put: anyRow((cells) => {
      cells.education = '初中'
      cells.schooling = '小学'
    }),
  },
  {
    code: 'tooLong',
    column: 'bankName',
    put: anyRow((cells) => {
      cells.bankName = '信用社'.repeat(30)
    }),
  },
  {
    code: 'headMissing',
    column: 'relation',
    put: (group) => {
      ;(group.rows[0] as LedgerCells).relation = '其他'
      return 0
    },
  },
  {
    code: 'headTwice',
    column: 'relation',
    put: (group) => {
      if (group.rows.length < 2) return null
      ;(group.rows[1] as LedgerCells).relation = '户主'
      return 1
    },
  },
  {
    code: 'countDiffers',
    column: 'householdSize',
    put: (group) => {
      for (const cells of group.rows) cells.householdSize = String(group.rows.length + 1)
      return 0
    },
  },
  {
    code: 'differsInHousehold',
    column: 'povertyStatus',
    put: (group) => {
      if (group.rows.length < 2) return null
      const cells = group.rows[1] as LedgerCells
      cells.povertyStatus = cells.povertyStatus === '未脱贫' ? '已脱贫' : '未脱贫'
      return 1
    },
  },
  {
    code: 'typeContradicts',
    column: 'monitoredType',
    put: (group) => {
      if (group.rows[0]?.povertyStatus !== '已脱贫') return null
      for (const cells of group.rows) cells.monitoredType = '边缘易致贫户'
      return 0
    },
  },
  {
    code: 'idTwiceInFile',
    column: 'idNumber',
    put: (group, random, groups) => {
      const earlier = groups[random.int(0, Math.floor(groups.length / 20))] as LedgerGroup
      if (earlier.row >= group.row) return null
      const [from, to] = [earlier.rows[0] as LedgerCells, group.rows[0] as LedgerCells]
      if (!/^\d{17}[\dX]$/.test(from.idNumber) || from.name === '' || taken.has(earlier)) return null
      to.idNumber = from.idNumber
      to.sex = from.sex
      to.birthDate = from.birthDate
      return 0
    },
  },
]
let taken = new Set<LedgerGroup>()

/** Plants faults into clean rows, at most one in a household, of every kind in turn. The first twentieth stays clean to copy from. */
export function plantFaults(
  groups: readonly LedgerGroup[],
  count: number,
  random: Random,
  sheet: string,
): PlantedFault[] {
  taken = new Set()
  return plantInTurn(random.shuffled(groups.slice(cleanOf(groups))), count, PLANTS, (plant, group) => {
    const at = plant.put(group, random, groups)
    if (at === null) return null
    taken.add(group)
    return { sheet, row: group.row + at, column: LEDGER_HEADS[plant.column], code: plant.code }
  })
}

/** How many places at the begin stay clean to copy from. */
export function cleanOf(places: readonly unknown[]): number {
  return Math.ceil(places.length / 20)
}

/** Puts a fault of every kind in turn into one place after the other; the next kind where one does not suit. Throws RangeError when places run out. */
export function plantInTurn<Place, Kind>(
  places: readonly Place[],
  count: number,
  kinds: readonly Kind[],
  put: (kind: Kind, place: Place) => PlantedFault | null,
): PlantedFault[] {
  const planted: PlantedFault[] = []
  let next = 0
  for (const place of places) {
    if (planted.length === count) break
    for (let tries = 0; tries < kinds.length; tries++) {
      const fault = put(kinds[(next + tries) % kinds.length] as Kind, place)
      if (!fault) continue
      next += tries + 1
      planted.push(fault)
      break
    }
  }
  if (planted.length < count) throw new RangeError('too few places for so many faults')
  return planted
}
