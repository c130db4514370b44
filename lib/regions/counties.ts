import 'server-only'
import { Prisma } from '@/lib/platform/prisma/client'
import { countyOf, levelOfPrefix, pad } from './rules'

const { sql } = Prisma

/** The county codes under a region prefix, as an SQL text array: one for a county and below, looked up for a city or a province. */
export function countiesOf(prefix: string): Prisma.Sql {
  switch (levelOfPrefix(prefix)) {
    case 'PROVINCE':
      return sql`ARRAY(SELECT left(c.code, 6)::text FROM region a JOIN region c ON c.parent_code = a.code AND c.level = 'COUNTY' WHERE a.parent_code = ${pad(prefix)} ORDER BY 1)`
    case 'CITY':
      return sql`ARRAY(SELECT left(c.code, 6)::text FROM region c WHERE c.parent_code = ${pad(prefix)} AND c.level = 'COUNTY' ORDER BY 1)`
    default:
      return sql`ARRAY[${countyOf(prefix)}]::text[]`
  }
}
