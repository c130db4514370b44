import { pinyin } from 'pinyin-pro'
import { COMMON_WORDS } from '@/lib/users/rules/common-words'
import { PASSWORD_LENGTH, type PasswordFault } from '@/lib/users/schema'

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1qaz2wsx3edc4rfv5tgb',
]
const RUNS = [...ROWS, ...ROWS.map((row) => [...row].reverse().join(''))]
const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}
const STRAY_ALLOWED = 2
const LONGEST_PIECE = 20

/** What is wrong with a new password, or null. Source: OWASP ASVS 5.0 6.2.1, 6.2.4, 6.2.5, 6.2.11. */
export function judgePassword(password: string, person: { username: string; name: string }): PasswordFault | null {
  const length = [...password.normalize('NFC')].length
  if (length < PASSWORD_LENGTH.least) return 'short'
  if (length > PASSWORD_LENGTH.most) return 'long'
  if (namesPerson(password, person)) return 'personal'
  return isCommon(password) ? 'common' : null
}

function namesPerson(password: string, { username, name }: { username: string; name: string }): boolean {
  const text = password.toLowerCase()
  const parts = [username, name, pinyin(name, { toneType: 'none', type: 'array' }).join('')].map((part) =>
    part.toLowerCase(),
  )
  return parts.some((part) => {
    const least = /\p{Script=Han}/u.test(part) ? 2 : 4
    return part.length >= least && (text.includes(part) || letters(text).includes(letters(part)))
  })
}

/**
 * Whether a password is a well-known word or is put together from well-known words, keyboard runs, repeats and years alone, with
 * look-alike digits or not. Its word list alone spans some 90,000 pairs.
 */
export function isCommon(password: string): boolean {
  const typed = password.normalize('NFKC').toLowerCase()
  return isRepeat(letters(typed)) || strayLetters(typed) <= STRAY_ALLOWED
}

const letters = (text: string) => text.replace(/[\s\p{P}\p{S}]/gu, '')
const readAloud = (text: string) => [...text].map((letter) => LEET[letter] ?? letter).join('')

function isRepeat(text: string): boolean {
  for (let unit = 1; unit <= text.length / 2 && unit <= 8; unit++) {
    if ([...text].every((letter, index) => index < unit || letter === text[index - unit])) return true
  }
  return text.length === 0
}

/** The fewest letters left over when a text is cut into known pieces. */
function strayLetters(text: string): number {
  const fewest = [0]
  for (let end = 1; end <= text.length; end++) {
    let best = (fewest[end - 1] as number) + letters(text.charAt(end - 1)).length
    for (let start = Math.max(0, end - LONGEST_PIECE); start <= end - 2; start++) {
      const before = fewest[start] as number
      if (before < best && isKnown(text.slice(start, end))) best = before
    }
    fewest.push(best)
  }
  return fewest[text.length] as number
}

function isKnown(typed: string): boolean {
  return [letters(typed), letters(readAloud(typed))].some(isPiece)
}

function isPiece(piece: string): boolean {
  if (piece.length >= 3 && RUNS.some((run) => run.includes(piece))) return true
  if (piece.length >= 3 && new Set(piece).size === 1) return true
  if (/^(19|20)\d\d((0[1-9]|1[0-2])([0-2]\d|3[01]))?$/.test(piece)) return true
  if (/^(520|521|1314|5201314|666|888|168|110|119|007)$/.test(piece)) return true
  return COMMON_WORDS.has(piece)
}

/** A page of ours to go to after sign-in; anything else, also an address of another host, becomes the first page. */
export function localPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || !/^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(wanted)) return '/'
  const here = 'http://here.invalid'
  if (!URL.canParse(wanted, here)) return '/'
  const url = new URL(wanted, here)
  if (url.origin !== here || /^\/(\/|(login|api|invitation)(\/|$))/.test(url.pathname)) return '/'
  return url.pathname + url.search
}

const STEP_PAGES: Readonly<Record<string, string>> = {
  code: '/login/code',
  setUp: '/login/set-up',
  posting: '/login/posting',
}

/** Where somebody goes as far as he has proven himself, by the status of his sign-in; null when he stays. */
export function onwardPath(status: string, next: unknown): string | null {
  return status === 'signedIn' ? localPath(next) : (STEP_PAGES[status] ?? null)
}

const BROWSERS: readonly [string, RegExp][] = [
  ['WeChat', /MicroMessenger/],
  ['Edge', /Edg/],
  ['Huawei', /HuaweiBrowser/],
  ['Firefox', /Firefox/],
  ['Chrome', /Chrome|CriOS/],
  ['Safari', /Safari/],
]
const SYSTEMS: readonly [string, RegExp][] = [
  ['HarmonyOS', /HarmonyOS|OpenHarmony/],
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS/],
  ['Linux', /Linux/],
]

/** Browser and system by their own names, to tell one device from another; empty when neither is known. */
export function browserOf(userAgent: string): string {
  const name = (list: readonly [string, RegExp][]) => list.find(([, sign]) => sign.test(userAgent))?.[0]
  return [name(BROWSERS), name(SYSTEMS)].filter(Boolean).join(', ')
}
