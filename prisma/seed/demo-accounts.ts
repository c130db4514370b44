import type { Role } from '@/lib/platform/actor'

export type DemoAccount = {
  username: string
  password: string
  role: Role
  nameZh: string
  regionCode: string
}

const password = 'Fangxian-demo-2026'
const city = '130700000000'
const county = '130799000000'
const township = '130799104000'
const village = '130799104201'

/** One invented person per role; they exist in a demo database only. */
export const demoAccounts: readonly DemoAccount[] = [
  { username: 'city-viewer', password, role: 'PROVINCE_CITY_VIEWER', nameZh: '冯市观', regionCode: city },
  { username: 'county-office', password, role: 'COUNTY_OFFICE', nameZh: '陈县办', regionCode: county },
  { username: 'county-leader', password, role: 'COUNTY_LEADER', nameZh: '卢县领', regionCode: county },
  { username: 'line-department', password, role: 'LINE_DEPARTMENT', nameZh: '蒋行业', regionCode: county },
  { username: 'township', password, role: 'TOWNSHIP', nameZh: '沈镇办', regionCode: township },
  { username: 'first-secretary', password, role: 'FIRST_SECRETARY', nameZh: '韩驻村', regionCode: village },
  { username: 'village-cadre', password, role: 'VILLAGE_CADRE', nameZh: '杨村干', regionCode: village },
  { username: 'paired-helper', password, role: 'PAIRED_HELPER', nameZh: '朱帮扶', regionCode: village },
  { username: 'supervisor', password, role: 'SUPERVISOR', nameZh: '秦督查', regionCode: city },
  { username: 'auditor', password, role: 'AUDITOR', nameZh: '许审计', regionCode: county },
  { username: 'administrator', password, role: 'ADMINISTRATOR', nameZh: '何管理', regionCode: county },
]
