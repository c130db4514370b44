export const ORACLE_ROLES = [
  'PROVINCE_CITY_VIEWER',
  'SUPERVISOR',
  'COUNTY_OFFICE',
  'COUNTY_LEADER',
  'LINE_DEPARTMENT',
  'TOWNSHIP',
  'FIRST_SECRETARY',
  'VILLAGE_CADRE',
  'PAIRED_HELPER',
  'AUDITOR',
  'ADMINISTRATOR',
] as const
export type OracleRole = (typeof ORACLE_ROLES)[number]

/** Where each role is posted in the matrix: the code and how many of its digits count. */
export const POSTED: Record<OracleRole, { code: string; digits: 2 | 4 | 6 | 9 | 12 }> = {
  PROVINCE_CITY_VIEWER: { code: '130700000000', digits: 4 },
  SUPERVISOR: { code: '130799000000', digits: 6 },
  COUNTY_OFFICE: { code: '130799000000', digits: 6 },
  COUNTY_LEADER: { code: '130799000000', digits: 6 },
  LINE_DEPARTMENT: { code: '130799000000', digits: 6 },
  TOWNSHIP: { code: '130799100000', digits: 9 },
  FIRST_SECRETARY: { code: '130799100001', digits: 12 },
  VILLAGE_CADRE: { code: '130799100001', digits: 12 },
  PAIRED_HELPER: { code: '130799100001', digits: 12 },
  AUDITOR: { code: '130799000000', digits: 6 },
  ADMINISTRATOR: { code: '130799000000', digits: 6 },
}
