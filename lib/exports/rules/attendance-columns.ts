import type { Planned } from '@/lib/exports/rules/planned'

const NUMBER: Planned = { kind: 'NUMBER' }

/** 驻村考勤表: a row per person posted in a village, with the days of a month. */
export const ATTENDANCE_COLUMNS = {
  attendanceMonth: {},
  regionCode: { width: 15 },
  townshipName: {},
  villageName: { width: 14, carries: () => true },
  officerName: {},
  officerRole: { width: 18, carries: () => true },
  daysPresent: NUMBER,
  daysElsewhere: NUMBER,
  daysLeave: NUMBER,
  daysGap: { kind: 'NUMBER', width: 14 },
  daysNeeded: { kind: 'NUMBER', width: 14 },
  attendanceStanding: { width: 14 },
  lateLogs: NUMBER,
  lastLogOn: { kind: 'DAY', width: 14 },
} as const satisfies Record<string, Planned>
