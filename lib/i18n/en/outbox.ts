import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/outbox'

export default {
  unsent: {
    waiting: 'On this phone, not sent: {n}',
    waitingText: 'Sent by itself when there is a connection.',
    refused: '{name} was not taken; please mend it',
    signedOut: 'You are signed out; {n} still on this phone',
    signedOutText: 'Sent by itself after you sign in again.',
    mend: 'Mend it',
    send: 'Send now',
    signIn: 'Sign in again',
    sent: '{n} sent',
    offline: 'No network; you can go on recording',
    offlineText: 'It is kept on this phone and sent when there is a connection.',
    discard: 'Do not send this one',
    discardSure: 'Drop it for good? It cannot be brought back.',
  },
} satisfies Words<typeof zh>
