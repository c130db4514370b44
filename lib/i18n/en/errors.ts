import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/errors'

export default {
  input: {
    required: 'This field is needed.',
    wrong: 'This is not filled in correctly. Please correct it.',
    tooLong: 'Too long: at most {max} characters.',
    tooSmall: 'Must be at least {min}.',
    tooBig: 'Must be at most {max}.',
    notADay: 'Please give a date, for example 2026-03-26.',
    inTheFuture: 'Cannot be later than today.',
    inThePast: 'Must be later than today.',
  },
  form: {
    signedOut: 'You are signed out. Please sign in again; what you typed is still here.',
    forbidden: 'Your posting does not allow this step.',
    notFound: 'This record was not found.',
    otherPayload: 'This was sent before with other content. Refresh the page, then edit again.',
    foreignOrigin: 'This was sent from another site and was not carried out.',
    conflict: 'Someone changed this household while you were writing. Look at the differences below, choose, and save.',
    check: '{count, plural, one {# place needs} other {# places need}} correcting before saving.',
    broken: 'Something went wrong and nothing was saved. What you typed is still here; please try again later.',
  },
  journal: {
    dependent: 'Later changes depend on this step, so it cannot be undone as a whole. Deal with those first.',
    closed: 'This step was undone before, or it is too late to undo it.',
  },
  monitoring: {
    clueOpen:
      'Clue {clueNo} of this household is being checked already. Please add to that one instead of opening another.',
    caseOpen: 'This household is monitored already ({caseNo}); no clue is needed.',
    ownClue: 'You opened this clue, so someone else must decide it.',
    clueChanged: 'Something new has just been added to this clue. Refresh the page and look at it before deciding.',
    confirmedAlready: '{by} already confirmed this clue for monitoring on {on}.',
    dismissedAlready: '{by} already dismissed this clue on {on}.',
    typeNotAllowed:
      'Unstable out-of-poverty is only for households that left poverty, marginal only for those never registered. Choose another type.',
    risksNeeded: 'Choose one to five risks.',
    risksTooMany: 'Choose at most five risks.',
    noteNeeded: 'With “Other”, please write down the reason.',
    acknowledge: 'Income is below the line or a guarantee is not met. Tick the box to dismiss the clue all the same.',
  },
  households: {
    phoneDigits: 'This has {n, number} digits. A mobile number has 11; write a landline with its area code.',
    accountDigits: 'This has {n, number} digits. An account number has 10 to 25.',
    nationalNoDigits: 'A national household number has digits only.',
  },
  visits: {
    notAnAmount: 'Please give a number, for example 31,500 or 31500.50.',
    reasonNeeded: 'Please say what is wrong.',
    selfPaidAboveTotal: 'Self-paid cannot be more than the total.',
    promiseNeedsDay: 'Please say by when.',
    promiseNeedsWords: 'Please say what is promised.',
    dueNotAfterVisit: 'It must be due after the day of the visit.',
    nobodyAndSomebody: '“Nobody” cannot be chosen with others.',
    nextNotAfterVisit: 'The next visit must be later than this one.',
    nextTooFar: 'The next visit cannot be more than a year away.',
    tooLongAgo: 'A visit cannot be older than {days, number} days.',
  },
  transfer: {
    chooseFile: 'Choose a file first.',
    fileTooLarge: 'The file is larger than {mb, number} MB. Split it by township.',
    notChecked: 'This ledger is still being checked or was dealt with already; see its present state on this page.',
    hasFaults:
      'There are still {n, number} faults, so the whole ledger cannot go in. Mend and upload again, or import the good households only.',
    nothingGood: 'No household is free of faults, so there is nothing to import.',
    uploadGone: 'The uploaded file is gone; please upload it again.',
    notImported: 'This import cannot be taken back as it stands; see the latest state on this page.',
    undoTooLate: 'More than 24 hours have passed; the import can no longer be taken back.',
  },
  register: {},
  quality: {},
  events: {},
  duplicates: {},
  identification: {},
  evidence: {},
  exports: {},
  users: {
    stepUpNeeded: 'Type your password once more for this step, so that we know it is you.',
  },
  dossier: {},
} satisfies Words<typeof zh>
