import { PLACE_ENDINGS } from '@/prisma/catalogue/ledger-layout'
import type { LedgerContext } from '../schema'

/** Finds a village by code, or by township and village name; null when it is unknown, outside the scope, or not the only one. */
export type PlaceFinder = (place: {
  regionCode?: string
  countyName?: string
  townshipName?: string
  villageName?: string
}) => string | null

export function placeFinder(context: LedgerContext): PlaceFinder {
  const codes = new Set(context.villages.map((village) => village.code))
  const names = new Map<string, string | null>()
  const learn = (key: string, code: string) => names.set(key, names.has(key) && names.get(key) !== code ? null : code)
  for (const { code, name, townshipName } of context.villages) {
    const towns = new Set([plain(townshipName), ''])
    for (const town of towns) {
      learn(`=${town}/${plain(name)}`, code)
      learn(`~${town}/${stem(name)}`, code)
    }
  }
  return ({ regionCode, countyName, townshipName, villageName }) => {
    if (countyName && plain(countyName) !== plain(context.countyName)) return null
    if (regionCode && codes.has(plain(regionCode))) return plain(regionCode)
    if (regionCode && !villageName) return null
    if (!villageName) return null
    const town = plain(townshipName ?? '')
    return names.get(`=${town}/${plain(villageName)}`) ?? names.get(`~${town}/${stem(villageName)}`) ?? null
  }
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '')
}

function stem(name: string): string {
  const once = plain(name).replace(PLACE_ENDINGS, '')
  const twice = once.replace(PLACE_ENDINGS, '')
  return twice === '' ? once : twice
}
