import { isUuid } from '@/lib/platform/ids'
import {
  CATEGORIES,
  type Category,
  MEASURE_STATUSES,
  MEASURE_TABS,
  type MeasureStatus,
  type MeasureTab,
} from '@/lib/support/schema'
import { PROJECT_KINDS, PROJECT_STATUSES, type ProjectKind, type ProjectStatus } from '@/lib/support/schema/project'

/** One of the known values, if the address names it. */
const of = <T extends string>(known: readonly T[], text: string | undefined) => known.find((each) => each === text)

export type MeasureFilter = {
  tab: MeasureTab
  category?: Category
  status?: MeasureStatus
  year?: number
  household?: string
  project?: string
}

/** What an address narrows the list of measures to; `isWrong` when it asks for something the list would leave out. */
export function readMeasureFilter(
  params: Readonly<Record<string, string | undefined>>,
): MeasureFilter & { isWrong: boolean } {
  const id = (text: string | undefined) => (text && isUuid(text) ? text : undefined)
  const found = {
    tab: of(MEASURE_TABS, params.tab),
    category: of(CATEGORIES, params.category),
    status: of(MEASURE_STATUSES, params.status),
    year: /^20\d\d$/.test(params.year ?? '') ? Number(params.year) : undefined,
    household: id(params.household),
    project: id(params.project),
  }
  const names = ['tab', 'category', 'status', 'year', 'household', 'project'] as const
  return {
    ...found,
    tab: found.tab ?? 'all',
    isWrong: names.some((name) => !!params[name] && found[name] === undefined),
  }
}

export type ProjectFilter = { kind?: ProjectKind; status?: ProjectStatus }

/** What an address narrows the list of projects to; `isWrong` when it asks for something the list would leave out. */
export function readProjectFilter(
  params: Readonly<Record<string, string | undefined>>,
): ProjectFilter & { isWrong: boolean } {
  const found = { kind: of(PROJECT_KINDS, params.kind), status: of(PROJECT_STATUSES, params.status) }
  return { ...found, isWrong: (['kind', 'status'] as const).some((name) => !!params[name] && !found[name]) }
}
