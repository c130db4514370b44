import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/parameters'

export default {
  title: 'Policy values',
  sub: 'The figures behind identification, deadlines, visit intervals and warnings. Every line on a screen comes from here; those in force first, earlier ones kept, so that old figures are recomputed with the values of their time.',
  name: 'Value',
  value: 'Amount',
  unknown: 'not entered',
  region: 'Applies to',
  nation: 'whole country',
  dates: 'From and to',
  open: 'open',
  source: 'Source',
  certainty: {
    HIGH: 'certain',
    MEDIUM: 'fairly certain',
    LOW: 'to be checked',
    DEMO: 'demo value',
    UNKNOWN: 'to be entered',
  },
  current: 'In force',
  past: 'Earlier',
  none: 'No policy values to show',
  noneWhy: 'The catalogue has not been loaded yet.',
  names: {
    povertyLine: {
      statistical: 'National rural poverty line (statistical)',
      exit: 'Out-of-poverty standard',
    },
    monitoringLine: 'Monitoring range (warning line)',
    warningLine: {
      factor: 'Warning line factor',
    },
    income: {
      ruralDisposable: 'Rural disposable income per person',
      dropShare: 'Sharp income drop',
    },
    medical: {
      selfPaidHintShare: 'Self-paid medical cost: hint',
      selfPaidWarningShare: 'Self-paid medical cost: warning',
    },
    shock: {
      disasterYuan: 'Disaster loss to verify',
      accidentYuan: 'Accident cost to verify',
      schoolingYuan: 'Schooling cost to verify',
    },
    deadline: {
      assignDays: 'Assign a clue within',
      verifyDays: 'Verify at home within',
      compareDays: 'Compare data within',
      publicityDays: 'Appraisal and public notice',
      identifyDays: 'From clue to identification within',
      measureDays: 'First measure within',
      dueSoonShare: 'Share of a deadline that counts as due soon',
    },
    removal: {
      minMonths: 'Stable months before risk removal',
    },
    identify: {
      publicityDays: 'Public notice on identification',
    },
    visit: {
      periodMonths: {
        notExited: 'Visit interval, not yet out of poverty',
        monitored: 'Visit interval, monitored',
        exited: 'Visit interval, out of poverty',
        removed: 'Visit interval, risk removed',
        firstSecretary: 'First secretary visits all within',
      },
      afterRemovalDays: 'First visit after risk removal within',
    },
    wall: {
      behindPoints: 'Behind: below schedule by',
      farBehindPoints: 'Far behind: below schedule by',
      behindShare: 'Behind: above the expected number by',
      farBehindShare: 'Far behind: above the expected number by',
    },
    relief: {
      townshipLimitYuan: 'Temporary relief decided by the township up to',
    },
    preventionFund: {
      smallGrantYuan: 'Anti-poverty fund, small grant',
      mediumGrantYuan: 'Anti-poverty fund, medium grant',
      largeGrantYuan: 'Anti-poverty fund, large grant',
      reviewMonths: 'Appraisal of welfare posts every',
    },
    filialFund: {
      bonusRate: 'Filial-piety fund bonus',
      districtPercent: 'Filial-piety fund, district share',
      townshipPercent: 'Filial-piety fund, township share',
      villagePercent: 'Filial-piety fund, village share',
      donationsPercent: 'Filial-piety fund, donations share',
    },
    supervise: {
      countyPersons: 'Listed county: remaining poor above',
      villagePersons: 'Listed village: remaining poor above',
    },
    exit: {
      incidencePercent: 'Exit: poverty incidence at most',
      wrongExitPercent: 'Exit: wrong exits below',
      recognitionPercent: 'Exit: recognition at least',
    },
    team: {
      daysPerMonth: 'Days a month the work team spends in the village',
    },
    pairing: {
      minHouseholds: 'Households per helper, at least',
      maxHouseholds: 'Households per helper, at most',
    },
    microcredit: {
      limitYuan: 'Microcredit up to',
      maxYears: 'Microcredit, longest term',
      minAge: 'Microcredit, lowest age',
      maxAge: 'Microcredit, highest age',
    },
  },
} satisfies Words<typeof zh>
