import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/auth'

export default {
  signIn: {
    title: 'Sign in',
    purpose: '{place}: guarding against a fall back into poverty',
    username: 'Account',
    password: 'Password',
    show: 'Show',
    hide: 'Hide',
    submit: 'Sign in',
    submitting: 'Signing in',
    forgot: 'Forgot your password?',
    forgotNote: 'The county administrator resets it in person and hands you a slip that works once.',
    privacy: 'This holds personal information of households. Views and exports are recorded. Sign out when you leave.',
    errors: {
      wrong: 'Account or password is not right. After 5 wrong tries it locks for 15 minutes.',
      locked:
        'Too many wrong tries: the account is locked. Try again in {minutes} min, or ask the county administrator.',
      noPosting: 'The password is right, but your posting has not begun or has ended. Ask the county administrator.',
      busy: 'Too many sign-ins from here. Please wait a minute.',
      error: 'Sign-in failed because of a fault on our side. Please try again.',
    },
    ended: 'Your session has ended. Please sign in again. What you typed is still on this device.',
    signedOut: 'You have signed out.',
  },
  demo: {
    title: 'Demo accounts',
    note: 'Choose a post: account and password are filled in.',
    use: 'Use this account',
  },
  art: {
    say: { first: 'Line after line to hold on to,', second: 'so that no household falls.' },
    lines: {
      one: 'Three-layer health cover',
      two: 'Commercial top-up insurance',
      three: 'Temporary relief',
      four: 'Anti-poverty insurance',
      five: 'Filial-care fund',
      six: 'Anti-poverty fund',
    },
    numerals: { one: '1', two: '2', three: '3', four: '4', five: '5', six: '6' },
  },
  invitation: {
    title: 'Set your password',
    hello: '{name}, your account is {username}.',
    post: 'Post: {post}',
    password: 'New password',
    passwordHint: 'At least {n} characters. A sentence you remember is fine; no name, phone number or birthday.',
    again: 'Once more',
    submit: 'Set it and sign in',
    errors: {
      short: 'Too short: at least {n} characters.',
      long: 'Too long: at most {n} characters.',
      common: 'This password is too common. Please choose another.',
      personal: 'Leave your account and name out of the password.',
      different: 'The two entries differ. Please type it once more.',
      error: 'It could not be set. Please try again.',
    },
    gone: {
      title: 'This invitation no longer works',
      text: 'It works once and runs out. Ask the county administrator for a new one.',
      toSignIn: 'Go to sign-in',
    },
  },
} satisfies Words<typeof zh>
