import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/users'

export default {
  roles: {
    PROVINCE_CITY_VIEWER: 'City viewer',
    COUNTY_OFFICE: 'County office',
    COUNTY_LEADER: 'County leader',
    LINE_DEPARTMENT: 'Line department',
    TOWNSHIP: 'Township',
    FIRST_SECRETARY: 'First secretary',
    VILLAGE_CADRE: 'Village cadre',
    PAIRED_HELPER: 'Paired helper',
    SUPERVISOR: 'Supervisor',
    AUDITOR: 'Auditor',
    ADMINISTRATOR: 'Administrator',
  },
  me: {
    title: 'Me',
    account: 'Account',
    post: 'Post',
    region: 'Region',
    language: 'Language',
    appearance: 'Appearance',
    signOut: 'Sign out',
    signOutNote: 'Visits not sent yet stay on this phone and go out after you sign in again.',
    sessionsTitle: 'Signed-in devices',
    thisDevice: 'This device',
    phone: 'Phone',
    desk: 'Computer',
    since: 'Signed in {from}, last used {last}',
    endSession: 'Sign it out',
    ending: 'Signing out',
    deviceTitle: 'This device',
  },
} satisfies Words<typeof zh>
