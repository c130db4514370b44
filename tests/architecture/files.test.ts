import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const LONGEST_FILE = 300
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file && existsSync(file))
const code = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file))
const ours = code.filter((file) => /^(app|components|lib)\//.test(file))
const text = (file: string) => readFileSync(file, 'utf8')
const CHINESE = /[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]/
/** Comments may name the Chinese term of a rule. */
const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
const withText = (list: string[], pattern: RegExp) => list.filter((file) => pattern.test(text(file)))

test('no file is longer than 300 lines', () => {
  const measured = code.filter((file) => !/^(lib\/i18n\/(zh-CN|en)|prisma\/(catalogue|migrations|seed))\//.test(file))
  const long = measured
    .map((file) => [file, text(file).split('\n').length] as const)
    .filter(([, lines]) => lines > LONGEST_FILE)
  expect(long).toEqual([])
})

test('a released migration is never edited: a county that applied it could not start the next version', () => {
  const released = text('prisma/migrations/released.sha256').trim().split('\n')
  const edited = released.filter((line) => {
    const [sum, file] = line.split('  ')
    return (
      createHash('sha256')
        .update(text(`prisma/migrations/${file}`))
        .digest('hex') !== sum
    )
  })
  expect(released.length).toBeGreaterThan(25)
  expect(edited).toEqual([])
})

test('there are no barrels', () => {
  expect(ours.filter((file) => /\/index\.tsx?$/.test(file))).toEqual([])
})

test('sentences for people live with the messages: no Chinese in code', () => {
  const places = ours.filter((file) => !file.startsWith('lib/i18n/'))
  const spoken = places.filter((file) => CHINESE.test(withoutComments(text(file))))
  expect(spoken).toEqual([])
})

test('every export of an actions file is a form action or an action that checks for itself', () => {
  const wrong = ours
    .filter(
      (file) => /(^|\/)actions(\/[^/]+)?\.ts$/.test(file) && file.startsWith('lib/') && !file.startsWith('lib/users/'),
    )
    .flatMap((file) =>
      [...text(file).matchAll(/^export (?!type)(.*)$/gm)]
        .filter(([, line]) => !/^const \w+ = form(Action|Reading)\(/.test(line ?? ''))
        .map(([, line]) => `${file}: ${line}`),
    )
  expect(wrong).toEqual([])
})

test('every server action file is known', () => {
  const marked = withText(ours, /^['"]use server['"]/m).filter(
    (file) => !/^lib\/[^/]+\/actions(\/[^/]+)?\.ts$/.test(file),
  )
  expect(marked).toEqual(['components/shell/preferences.ts'].filter((file) => marked.includes(file)))
})

test('every signed-in page reads through load', () => {
  const pages = ours.filter((file) => /^app\/\(work\)\/.*page\.tsx$/.test(file))
  expect(pages.length).toBeGreaterThan(5)
  expect(pages.filter((file) => !/\bload(Record)?\(/.test(text(file)))).toEqual([])
})

const PRINTED = 'writes that it was printed, each time anew: the line is the serial of the paper'
/** Pages of a household that show none of its data in full, or write their own line of the access log. */
const NOT_READINGS: Readonly<Record<string, string>> = {
  'households/[id]/helpers/page.tsx': 'names the cadres who help, not the household',
  'households/[id]/print/[sheet]/page.tsx': PRINTED,
  'households/[id]/unmask/[access]/page.tsx': 'shows a value whose unmasking was written when it was asked for',
  'households/[id]/unmask/page.tsx': 'asks for a reason and shows nothing yet',
  'identification/[id]/notice/page.tsx': PRINTED,
  'identification/[id]/paper/[form]/page.tsx': PRINTED,
}
const OF_A_HOUSEHOLD =
  /^app\/\(work\)\/((households|clues|events|identification|monitoring|visits)\/\[id\]|evidence)\/.*page\.tsx$/

test('every page of a household, of its matters and of its evidence writes down who saw it', () => {
  const pages = ours.filter((file) => OF_A_HOUSEHOLD.test(file))
  expect(pages.length).toBeGreaterThan(13)
  const others = Object.keys(NOT_READINGS).map((file) => `app/(work)/${file}`)
  expect(pages.filter((file) => !/\bloadRecord\(/.test(text(file)))).toEqual(others)
  // One call is one scoped transaction: what is read and the line about it stand or fall together.
  for (const file of pages) expect(text(file).match(/\bload(Record)?\(/g), file).toHaveLength(1)
  expect(text('app/(work)/households/of-day.tsx').match(/\bloadRecord\(/g)).toHaveLength(1)
  expect(text('app/api/evidence/[id]/route.ts')).toMatch(/\blogReading\(/)
})

/** Composed of constants and of literals whose form is checked first; everything else is tagged. */
const REVIEWED_SQL = [
  'lib/platform/db.ts',
  'lib/platform/journal.ts',
  'lib/indicators/sql/behind.ts',
  'lib/indicators/sql/months.ts',
  'lib/indicators/sql/tally.ts',
  'lib/indicators/sql/wall.ts',
  'lib/indicators/queries/behind.ts',
  'lib/worklist/sql.ts',
]

test('composed SQL stands in the reviewed files only', () => {
  const composed = withText(ours, /\$(query|execute)RawUnsafe|Prisma\.raw\b/)
  expect(composed.filter((file) => !REVIEWED_SQL.includes(file))).toEqual([])
})

test('the statements of one transaction run one after another', () => {
  const server = ours.filter((file) => /^lib\/[^/]+\/(queries|commands|sql)/.test(file))
  expect(withText(server, /Promise\.all\(\[[^\]]*\bctx\b/)).toEqual([])
})

test('decisions ask their caller for the time', () => {
  const places = ours.filter((file) => /^lib\/(?!platform|i18n|offline)/.test(file))
  expect(withText(places, /\bDate\.now\(|\bnew Date\(\)/)).toEqual([])
})

test('all of zod is never pulled in by name', () => {
  expect(withText(code, /import \{[^}]*\bz\b[^}]*\} from 'zod'/)).toEqual([])
})

test('client code brings neither zod, next-intl nor recharts unasked', () => {
  const client = withText(ours, /^['"]use client['"]/m)
  expect(withText(client, /from '(zod|next-intl)'/)).toEqual([])
})

test('nothing names a path of a machine or a package registry', () => {
  const written = files.filter(
    (file) => !/\.(png|ico|csv|xlsx|wasm)$/.test(file) && file !== 'tests/architecture/files.test.ts',
  )
  expect(withText(written, /(^|[\s'"`(=])\/(work|tmp\/wt|root)\/|registry\.npmjs|"resolved":/m)).toEqual([])
})

test('a test that is skipped or alone is no test', () => {
  const tests = code.filter((file) => file.startsWith('tests/') && file !== 'tests/architecture/files.test.ts')
  expect(withText(tests, /\b(test|it|describe)\.(only|skip|todo)\b/)).toEqual([])
})
