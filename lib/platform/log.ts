import { type Logger, pino } from 'pino'
import { metrics } from './metrics'
import { perProcess } from './per-process'

const SECRET = ['password', 'passwordHash', 'token', 'sid', 'cookie', 'authorization', 'secret']
const PERSONAL = [
  'name',
  'username',
  'idNumber',
  'phone',
  'bankAccount',
  'address',
  'demands',
  'note',
  'values',
  'input',
]

/** One JSON line per event on standard output. Personal and secret fields are struck out wherever they stand. */
export function log(): Logger {
  return perProcess('log', () =>
    pino({
      level: process.env.FANGXIAN_LOG_LEVEL ?? 'info',
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: [...SECRET, ...PERSONAL].flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '•',
      },
    }),
  )
}

/** Takes out of a text what may name a person: Chinese characters, long digit runs, quoted values, long codes. */
export function scrub(text: string): string {
  return text
    .replace(/\p{Script=Han}+/gu, '•')
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '"•"')
    .replace(/\d[\d\s-]{4,}\d[Xx]?/g, '•')
    .replace(/[A-Za-z0-9+/_=-]{40,}/g, '•')
    .slice(0, 400)
}

type Described = { type: string; code?: string; digest?: string; message: string; stack: string[] }

/** What is logged of an error: its kind, code and place; its message only after scrubbing. */
export function describe(error: unknown): Described {
  if (!(error instanceof Error)) return { type: typeof error, message: scrub(String(error)), stack: [] }
  const { code, digest } = error as { code?: unknown; digest?: unknown }
  const lines = error.message.trim().split('\n')
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof digest === 'string' ? { digest } : {}),
    message: scrub(lines.at(-1) ?? ''),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .map((line) => line.trim()),
  }
}

/** A fault of ours: logged with its place, never shown to people. */
export function logFault(error: unknown, context: Record<string, string | number | undefined> = {}): void {
  metrics()
    .faults.labels(String(context.command ?? context.kind ?? 'other'))
    .inc()
  log().error({ ...context, error: describe(error) }, 'fault')
}
