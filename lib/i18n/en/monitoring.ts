import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/monitoring'

export default {
  rules: {
    incomeBelowLine: 'Income per person below the warning line',
    incomeDrop: 'Sharp drop in income',
    earnerLost: 'Main earner lost their income',
    medicalSelfPaid: 'Self-paid medical cost past the warning line',
    disasterLoss: 'Disaster loss past the check line',
    accidentLoss: 'Accident cost past the check line',
    schoolingCost: 'Self-paid schooling past the check line',
    otherShock: 'Something happened: please take a look',
    guarantee: '{item} not met',
  },
  hints: {
    incomeBelowLine: 'Note on income',
    incomeDrop: 'Less income',
    earnerLost: 'Note on earnings',
    medicalSelfPaid: 'Self-paid medical cost past the hint line',
    disasterLoss: 'Disaster loss',
    accidentLoss: 'Accident cost',
    schoolingCost: 'Self-paid schooling',
    otherShock: 'Something happened: please take a look',
    guarantee: '{item}',
  },
  items: {
    FOOD: 'Food',
    CLOTHING: 'Clothing',
    EDUCATION: 'Schooling',
    MEDICAL: 'Medical care',
    HOUSING: 'Safe housing',
    WATER: 'Safe water',
  },
  kinds: {
    MEDICAL: 'illness with hospital costs',
    SCHOOLING: 'schooling costs',
    DISASTER: 'disaster',
    ACCIDENT: 'accident',
    JOB_LOST: 'job lost',
    DISABILITY_ILLNESS: 'new disability or serious illness',
    DEATH_OF_EARNER: 'death of the main earner',
    OTHER: 'something else',
    LOST_MOST: 'most of the income lost',
  },
  says: {
    incomeBelow: 'Net income per person in {year} is {figure} yuan, {over} yuan below the warning line of {line} yuan.',
    incomeBelowNotExited:
      'Net income per person in {year} is {figure} yuan, below the warning line of {line} yuan. This household is not yet out of poverty and is helped as such; no separate clue is opened.',
    incomeAbove:
      'Net income per person in {year} is {figure} yuan, not below the warning line of {line} yuan: no problem here.',
    incomeUnknown:
      'No income since {baseYear} is known, so it cannot be compared with the warning line of {line} yuan.',
    incomeNoLine:
      'The standard of {baseYear} has not been entered, so income cannot be compared with the warning line. An administrator should enter it.',
    dropCrossed:
      'Net income per person fell from {base} yuan in {baseYear} to {figure} yuan: down {drop}, more than {share}.',
    dropClear:
      'Net income per person is {figure} yuan, after {base} yuan in {baseYear}: no sharp drop (not more than {share}).',
    dropNoFigure: 'Less income was reported without an amount. Please ask about how much is left.',
    dropNoBase: 'No income of {baseYear} is known, so a drop to {figure} yuan cannot be seen.',
    dropNoLine:
      'Net income per person is {figure} yuan, after {base} yuan in {baseYear}. The share of a sharp drop has not been entered, so they cannot be compared.',
    earnerLost: 'Reported on this visit: {kinds}. The household may have no steady income; it must be checked at home.',
    medicalOver:
      'Self-paid medical cost reported in {year} is {figure} yuan ({visit} yuan on this visit), {over} yuan past the warning line of {line} yuan: {times} times the rural income per person of {baseYear}.',
    medicalHint:
      'Self-paid medical cost reported in {year} is {figure} yuan ({visit} yuan on this visit): past the hint line of {hint} yuan, not past the warning line of {line} yuan. Please watch further costs.',
    medicalClear:
      'Self-paid medical cost reported in {year} is {figure} yuan ({visit} yuan on this visit), not past the hint line of {hint} yuan.',
    medicalNoAmount: 'Illness with hospital costs was reported without the self-paid amount. Please add it.',
    medicalNoLine:
      'Self-paid medical cost reported in {year} is {figure} yuan. The rural income per person of {baseYear} has not been entered, so it cannot be compared. An administrator should enter it.',
    costOver: '{figure} yuan was reported on this visit, {over} yuan past the check line of {line} yuan.',
    costClear: '{figure} yuan was reported on this visit, not past the check line of {line} yuan.',
    costNoAmount: 'No amount was given. Please ask and add it.',
    costNoLine:
      '{figure} yuan was reported on this visit. The check line has not been entered, so it cannot be compared; village and township should take a look.',
    otherShock:
      'Reported on this visit: {kinds}. There is no line to compare with; village and township should take a look.',
    guaranteeFail: '{item} is not met: {reason}',
    guaranteePass: '{item} is met.',
    guaranteesPass: 'Met: {items}.',
  },
  line: {
    warning: 'Warning line',
    hint: 'Hint line',
    check: 'Check line',
    drop: 'Sharp drop',
    where: 'Where this line comes from',
    sum: 'Warning line {line} yuan = standard of {baseYear}, {sum}.',
    share: 'Both lines are shares of the rural disposable income per person of {baseYear}, {base} yuan.',
    origin: 'Policy value “{name}”: {value} {unit}, in force from {from}. Source: {source}',
    certainty: {
      HIGH: 'certainty: high',
      MEDIUM: 'certainty: medium',
      LOW: 'certainty: low, please check',
      DEMO: 'demo value',
      UNKNOWN: 'to be entered',
    },
    chart: '{title}: {figure} yuan, line {line} yuan',
  },
  parameters: {
    povertyLine: { exit: 'Exit standard', statistical: 'National rural poverty line' },
    monitoringLine: 'Monitoring line',
    warningLine: { factor: 'Factor of the warning line' },
    income: { ruralDisposable: 'Rural disposable income per person', dropShare: 'Share of a sharp income drop' },
    medical: {
      selfPaidHintShare: 'Share for the medical hint line',
      selfPaidWarningShare: 'Share for the medical warning line',
    },
    shock: {
      disasterYuan: 'Check line for disaster loss',
      accidentYuan: 'Check line for accidents',
      schoolingYuan: 'Check line for schooling costs',
    },
  },
  listJoin: ', ',
  unit: 'yuan',
} satisfies Words<typeof zh>
