import { prefixOf } from '@/lib/regions/rules'

/** The county of a scope as the first part of every key; nothing for a city or a province, which see many. */
export function countyOfScope(scope: string): { countyCode?: string } {
  return scope.length >= 6 ? { countyCode: prefixOf(scope, 'COUNTY') } : {}
}
