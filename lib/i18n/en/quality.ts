import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/quality'

export default {
  sources: {
    checks2015: 'national checks 2015–2017',
    cleaning2017: 'data cleaning of 2017',
    checks2021: 'national checks 2021',
    checks2023: 'national checks 2023',
    registerForm: 'formulas of the national form',
    waterStandard: 'drinking water standard T/CHES 18-2018',
    ours: 'this product',
  },
  rules: {
    R1: {
      name: 'ID number is wrong',
      says: '{case, select, length {The ID number has {length} characters; it must have 18.} card {The disability card number has {length} characters; it must have 20 (22 when re-issued).} other {The check digit or a character of the ID number is wrong. Please read it again from the card.}}',
    },
    R2: {
      name: 'Date of birth is wrong',
      says: '{case, select, future {The date of birth lies after today.} old {By the date of birth {age} years old, over {oldest}.} number {The date of birth inside the ID number is wrong.} other {The date of birth differs from digits 7 to 14 of the ID number.}}',
    },
    R3: {
      name: 'Sex contradicts the ID number',
      says: 'Digit 17 of the ID number is odd for men and even for women; the recorded sex differs.',
    },
    R4: { name: 'ID number twice', says: '{others} more in the county are recorded with the same number.' },
    R5: {
      name: 'Wrong number of heads or spouses',
      says: '{case, select, none {There is no head; a household needs one.} heads {There are {heads} heads; a household has one.} other {There are {spouses} spouses; a household has at most one.}}',
    },
    R6: {
      name: 'Relation contradicts sex',
      says: '{case, select, couple {Head and spouse are recorded with the same sex.} other {The relation to the head does not go with the recorded sex.}}',
    },
    R7: { name: 'Nobody left', says: 'The household is on the register but has no living member.' },
    R8: { name: 'Many members', says: '{members} members are recorded; {many} or more are to be looked at.' },
    R9: { name: 'Head under age', says: 'The head is {age} years old, under {least}.' },
    R10: { name: 'Member count differs', says: 'The count says {said}, there are {rows} members.' },
    R11: {
      name: 'Phone is doubtful',
      says: '{case, select, digits {The phone has {digits} digits; a mobile has 11, a landline needs its area code.} other {{households} households have this phone, more than {most}.}}',
    },
    R12: {
      name: 'Disability and card disagree',
      says: '{case, select, length {The ID type is a disability card, but the number has 18 characters.} contradicts {Health says “healthy” and something else as well.} noCard {Health says disabled, but there is no card number.} other {There is a disability card, but health says healthy.}}',
    },
    R13: { name: 'Child too close to parent', says: 'Born only {years} years after a parent; fewer than {least}.' },
    R14: {
      name: 'Dead or departed still counted',
      says: '{case, select, dead {Died on {on}, still among the members.} other {The income of {year} is divided by {divisor}; only {members} belonged to the household in that year.}}',
    },
    R15: {
      name: 'Helper is doubtful',
      says: '{case, select, own {The helper has the name of a member of this household; they seem to be one person.} other {The helper seems to be a member of a registered household.}}',
    },
    R16: {
      name: 'No helper or too many households',
      says: '{case, select, none {There is no paired helper.} other {The helper has {households} households, more than {most}.}}',
    },
    R17: {
      name: 'Education and schooling',
      says: '{case, select, both {Both education and schooling are filled; only one may be.} other {Neither education nor schooling is filled; one must be.}}',
    },
    R18: {
      name: 'Possibly out of school',
      says: '{age} years old and of school age, recorded as not at school, without serious illness or disability.',
    },
    R19: {
      name: 'Schooling does not fit the age',
      says: '{case, select, young {{age} years old, younger than {bound} for this stage.} other {{age} years old, older than {bound} for this stage.}}',
    },
    R20: { name: 'Same grade for years', says: 'Schooling has not changed for {years} years, since {since}.' },
    R21: { name: 'Healthy but labour lost', says: 'Health says healthy, labour says ability lost.' },
    R22: {
      name: 'Healthy, of working age, no labour',
      says: '{age} years old, healthy, not at school, recorded without labour or with weak labour.',
    },
    R23: { name: 'Labour under age', says: '{age} years old, under {least}, recorded with labour.' },
    R24: {
      name: 'Old but full labour',
      says: '{age} years old, {end} or over, still recorded as ordinary or skilled labour.',
    },
    R25: { name: 'Pupil at work', says: 'At school, yet recorded with {months} months of work.' },
    R26: { name: 'No labour but at work', says: 'Recorded without labour, yet with {months} months of work.' },
    R27: {
      name: 'Place and months of work',
      says: '{case, select, range {{months} months of work; it must be 0 to 12.} months {There is a place of work, but no months.} other {{months} months of work, but no place.}}',
    },
    R28: {
      name: 'Wages and work disagree',
      says: '{case, select, wage {Wages of {wage} yuan in {year}, but nobody with months of work.} other {Somebody worked {months} months, but there are no wages in {year}.}}',
    },
    R29: {
      name: 'Welfare post is doubtful',
      says: '{case, select, age {{age} years old; a welfare post is for ages from {least} to under {end}.} months {There is a welfare post, but no months.} place {{months} months in a post, but no kind of post.} other {There is a welfare post, but the place of work is outside the county.}}',
    },
    R30: {
      name: 'Destitute support but away at work',
      says: 'Receives destitute support, yet worked {months} months outside the township.',
    },
    R31: { name: 'Graduate without a job', says: 'A college graduate of working age without a recorded job.' },
    R32: {
      name: 'Income does not add up',
      says: '{case, select, group {In {year} {group, select, WAGE {wage income} BUSINESS {business income} PROPERTY {property income} TRANSFER {transfer income} other {business cost}} says {said} yuan, but its items add up to {sum} yuan.} net {The net income of {year} says {said} yuan; by the formula it is {sum} yuan.} other {The income per head of {year} says {said} yuan; by the formula it is {sum} yuan.}}',
    },
    R33: {
      name: 'Business income without cost',
      says: 'Business income of {business} yuan in {year}, with a cost of 0.',
    },
    R34: {
      name: 'Income per head very low or high',
      says: '{case, select, low {{perCapita} yuan per head in {year}, not above {bound} yuan.} other {{perCapita} yuan per head in {year}, above {bound} yuan.}}',
    },
    R35: { name: 'Very low wages', says: 'Wages of {wage} yuan in {year}, below {bound} yuan.' },
    R36: {
      name: 'Very low allowance',
      says: '{case, select, subsistence {Subsistence allowance of {amount} yuan in {year}, below {bound} yuan.} other {Pension of {amount} yuan in {year}, below {bound} yuan.}}',
    },
    R37: {
      name: 'Welfare status and allowance disagree',
      says: '{case, select, both {One person has both subsistence and destitute support.} subsistenceNoMoney {A subsistence household without that allowance in {year}.} subsistenceNoStatus {{amount} yuan of subsistence allowance in {year}, but nobody has the status.} destituteNoMoney {A destitute household without that support in {year}.} other {{amount} yuan of destitute support in {year}, but nobody has the status.}}',
    },
    R38: {
      name: 'Pension and age disagree',
      says: '{case, select, noMoney {{persons} aged {from} or over, but no pension in {year}.} other {A pension of {amount} yuan in {year}, but nobody is {from}.}}',
    },
    R39: {
      name: 'Land and compensation disagree',
      says: '{case, select, irrigated {{part} mu irrigated, more than {whole} mu of arable land.} returned {{part} mu returned to forest, more than {whole} mu of forest and grassland.} other {{amount} yuan of eco-compensation in {year}, but no land returned to forest.}}',
    },
    R40: {
      name: 'Income fell sharply, no clue',
      says: 'Income per head fell from {before} to {perCapita} yuan in {year}, by {percent}%; there is no clue and no case.',
    },
    R41: {
      name: 'Out of poverty, below the line, not monitored',
      says: '{perCapita} yuan per head in {year}, below {line} yuan; there is no clue and no case.',
    },
    R42: {
      name: 'Many incomes as last year',
      says: '{same} of {known} households have last year’s income to the yuan, {percent}%, more than {most}%.',
    },
    R43: {
      name: 'Many incomes just above the line',
      says: 'In {year} {near} of {known} households have {line} yuan per head or up to {width} more, {percent}%, more than {most}%.',
    },
    R44: {
      name: 'Income changed after approval without a visit',
      says: 'The county decided on {decided}; the income was changed on {changed} without a visit since.',
    },
    R45: {
      name: 'Not yet out of poverty, high income',
      says: '{case, select, high {Not yet out of poverty, {perCapita} yuan per head in {year}, above {bound} yuan.} other {Not yet out of poverty, {perCapita} yuan per head in {year}, above the standard of {bound} yuan, and the cause is neither illness, schooling nor disability.}}',
    },
    R46: {
      name: 'Out of poverty, a guarantee fails, no clue',
      says: '{case, select, housing {The house is grade C or D or was found unsafe} water {Water is unsafe} electricity {There is no electricity} school {A child is not at school} other {Somebody has no basic medical insurance}}; there is no clue and no case.',
    },
    R47: {
      name: 'House without a grade',
      says: '{case, select, appraised {Appraised on {on}, but without a grade.} site {A visit found the house unsafe, but there is no grade.} other {Housing is among the risks, but there is no grade.}}',
    },
    R48: {
      name: 'Cause contradicts the members',
      says: '{case, select, illness {The cause is illness, but all members are healthy.} disability {The cause is disability, but nobody is disabled.} schooling {The cause is schooling, but nobody is at school.} other {The cause is lack of labour, but there are {labourers} labourers ({many} or more).}}',
    },
    R49: { name: 'House area is doubtful', says: 'The house has {area} m²; {least} to {most} m² are usual.' },
    R50: {
      name: 'Basic medical insurance is doubtful',
      says: '{case, select, both {Recorded in both resident and employee medical insurance.} other {In neither resident nor employee medical insurance.}}',
    },
    R51: {
      name: 'Better house grade without renovation',
      says: 'Grade {from} in {before}, grade {to} in {year}, without renovation or relocation.',
    },
    R52: {
      name: 'Safe water but interruptions',
      says: 'Water is recorded as safe, with {days} days without water in {year}, more than {most}.',
    },
  },
  title: 'Data quality',
} satisfies Words<typeof zh>
