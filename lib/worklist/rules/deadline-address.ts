import { COLOURS } from '@/lib/deadlines/rules/standing'
import { DEADLINE_KINDS, DEADLINE_LEVELS, type DeadlineKind, type DeadlineLevel } from '@/lib/deadlines/schema'

/** OPEN are all that run; a colour those that stand so; LATE what was met too late. */
export const DEADLINE_TABS = ['OPEN', ...COLOURS, 'LATE'] as const
export type DeadlineTab = (typeof DEADLINE_TABS)[number]

type AskedDeadlines = { tab: DeadlineTab; kind?: DeadlineKind; level?: DeadlineLevel; person?: string }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What an address narrows the list of deadlines to; `isWrong` when it asks for something the list would leave out. */
export function readDeadlineFilter(
  params: Readonly<Record<string, string | undefined>>,
): AskedDeadlines & { isWrong: boolean } {
  const of = <T extends string>(known: readonly T[], text: string | undefined) => known.find((each) => each === text)
  const found = {
    tab: of(DEADLINE_TABS, params.tab),
    kind: of(DEADLINE_KINDS, params.kind),
    level: of(DEADLINE_LEVELS, params.level),
    person: params.person && UUID.test(params.person) ? params.person : undefined,
  }
  const names = ['tab', 'kind', 'level', 'person'] as const
  return {
    ...found,
    tab: found.tab ?? 'OPEN',
    isWrong: names.some((name) => !!params[name] && found[name] === undefined),
  }
}
