import type { Role } from '@/lib/platform/actor'

export type DemoAccount = {
  username: string
  password: string
  role: Role
  nameZh: string
  /** 单位：谁整改谁不销号，要看单位。 */
  unit: string
  regionCode: string
}

const password = 'Fangxian-demo-2026'
const city = '130700000000'
const county = '130799000000'
const township = '130799104000'
const village = '130799104201'

/** One invented person per role; they exist in a demo database only. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    username: 'city-viewer',
    password,
    role: 'PROVINCE_CITY_VIEWER',
    nameZh: '冯市观',
    unit: '市扶贫办',
    regionCode: city,
  },
  {
    username: 'county-office',
    password,
    role: 'COUNTY_OFFICE',
    nameZh: '陈县办',
    unit: '县扶贫办',
    regionCode: county,
  },
  { username: 'county-leader', password, role: 'COUNTY_LEADER', nameZh: '卢县领', unit: '县委', regionCode: county },
  {
    username: 'line-department',
    password,
    role: 'LINE_DEPARTMENT',
    nameZh: '蒋行业',
    unit: '县水务局',
    regionCode: county,
  },
  { username: 'township', password, role: 'TOWNSHIP', nameZh: '沈镇办', unit: '石泉乡政府', regionCode: township },
  {
    username: 'first-secretary',
    password,
    role: 'FIRST_SECRETARY',
    nameZh: '韩驻村',
    unit: '榆树湾村驻村工作队',
    regionCode: village,
  },
  {
    username: 'village-cadre',
    password,
    role: 'VILLAGE_CADRE',
    nameZh: '杨村干',
    unit: '榆树湾村',
    regionCode: village,
  },
  {
    username: 'paired-helper',
    password,
    role: 'PAIRED_HELPER',
    nameZh: '朱帮扶',
    unit: '县财政局',
    regionCode: village,
  },
  { username: 'supervisor', password, role: 'SUPERVISOR', nameZh: '秦督查', unit: '市督查组', regionCode: city },
  { username: 'auditor', password, role: 'AUDITOR', nameZh: '许审计', unit: '县审计局', regionCode: county },
  {
    username: 'administrator',
    password,
    role: 'ADMINISTRATOR',
    nameZh: '何管理',
    unit: '县信息中心',
    regionCode: county,
  },
]
