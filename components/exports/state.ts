import type { StateKey } from '@/components/ui/glyph'
import type { ExportState, Kind } from '@/lib/exports/schema'

export const EXPORT_STATE: Record<ExportState, StateKey> = {
  REQUESTED: 'open',
  APPROVED: 'assigned',
  REFUSED: 'crossed',
  MAKING: 'doing',
  INTERRUPTED: 'behind',
  READY: 'submitted',
  FETCHED: 'held',
  EXPIRED: 'closed',
  FAILED: 'crossed',
}

const LIST_OF: Record<Kind, string> = {
  LEDGER: '/households',
  HOUSEHOLDS: '/households',
  INCOMES: '/households',
  LIVING: '/households',
  CLUES: '/clues',
  CASES: '/monitoring',
  QUALITY: '/quality',
  MEASURES: '/support',
  PROJECTS: '/support/projects',
  ENTERPRISES: '/enterprises',
  RELIEF: '/relief',
  PAYMENTS: '/relief/cycles',
  DEADLINES: '/deadlines',
  FINDINGS: '/findings',
  SUPERVISION: '/cockpit',
  PAIRS: '/partnerships',
  HELPERS: '/support/helpers',
  SUMMARY: '/dashboard',
  VISITS: '/visits',
  PROCEDURES: '/identification',
  EVENTS: '/events',
  DUPLICATES: '/duplicates',
  FILIAL_LISTS: '/relief/filial',
  FUND_ENTRIES: '/relief/funds',
  PAYOUT_CYCLES: '/relief/cycles',
  CONTRIBUTIONS: '/relief/filial',
  FACTS: '/indicators/facts',
  TARGETS: '/indicators/targets',
  INDICATORS: '/indicators',
  TABLE: '/tables/view',
  VILLAGE_PLANS: '/village-plans',
  YEAR_TASKS: '/village-plans',
  LABOUR: '/village-plans',
  SUPPLIES: '/village-plans',
  MEDICAL_UNITS: '/partnerships/units',
  LISTED_PLACES: '/supervision',
  CAMPAIGNS: '/inspections',
  LETTERS: '/inspections',
  SPECIAL_GROUPS: '/village-plans',
  LOANS: '/loans',
  ATTENDANCE: '/worklogs',
  SAMPLES: '/inspections',
  DERIVATIONS: '/supervision/runs',
  SESSIONS: '/supervision',
  DOUBTFUL_CLOSINGS: '/findings/alerts',
  BULK_CLOSINGS: '/findings/alerts',
  UNIT_SCORES: '/findings/alerts',
  DUPLICATES_ACROSS: '/duplicates',
}

/** The address of the list that an export takes out. */
export function addressOfList(kind: Kind, query: string): string {
  if (kind === 'SUMMARY') return `${LIST_OF[kind]}/${new URLSearchParams(query).get('region') ?? ''}`
  const told = new URLSearchParams(query)
  if (kind === 'SESSIONS') return `${LIST_OF[kind]}/${told.get('place') ?? ''}`
  if (kind === 'SAMPLES') {
    const [campaign, own] = [told.get('campaign') ?? '', new URLSearchParams(told)]
    for (const name of ['campaign', 'region']) own.delete(name)
    return `${LIST_OF[kind]}/${campaign}/households?${own}`
  }
  if (kind === 'PAYMENTS') return `${LIST_OF[kind]}/${new URLSearchParams(query).get('cycle') ?? ''}`
  return query ? `${LIST_OF[kind]}?${query}` : LIST_OF[kind]
}
