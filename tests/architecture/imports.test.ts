import { cruise, type ICruiseResult, type IModule } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { beforeAll, expect, test } from 'vitest'

/** The law: a slice imports only slices on lower floors. `platform` and `i18n` stand under all of them. */
const FLOORS: readonly (readonly string[])[] = [
  ['regions', 'users', 'audit'],
  ['parameters', 'evidence', 'outlines'],
  ['households', 'deadlines'],
  ['monitoring'],
  ['visits', 'support', 'findings'],
  ['relief', 'identification', 'inspections', 'resumption', 'partnerships', 'yearplans', 'loans', 'worklogs'],
  ['indicators', 'quality', 'supervision'],
  ['events', 'duplicates', 'cockpit', 'casework', 'tables'],
  ['worklist', 'transfer', 'dossier', 'handover'],
  ['exports'],
]
const FRAME = ['platform', 'i18n', 'offline']
const FEWEST_MODULES = 100

type Import = { from: string; to: string; typeOnly: boolean }

let modules: IModule[] = []
let imports: Import[] = []

beforeAll(async () => {
  const { output } = await cruise(
    ['app', 'components', 'lib'],
    {
      doNotFollow: { path: 'node_modules' },
      tsPreCompilationDeps: true,
      exclude: { path: 'lib/platform/prisma' },
      tsConfig: { fileName: 'tsconfig.json' },
    },
    { extensions: ['.ts', '.tsx', '.mjs', '.js'], conditionNames: ['import', 'require'] },
    { tsConfig: extractTSConfig('tsconfig.json') },
  )
  modules = (output as ICruiseResult).modules
  imports = modules.flatMap(({ source, dependencies }) =>
    dependencies.map((each) => ({
      from: source,
      to: each.resolved,
      typeOnly: each.dependencyTypes.includes('type-only'),
    })),
  )
}, 60_000)

const floorOf = (slice: string) => FLOORS.findIndex((slices) => slices.includes(slice))
const sliceOf = (file: string) => /^lib\/([^/]+)\//.exec(file)?.[1]
const show = (found: Import[]) => found.map(({ from, to }) => `${from} imports ${to}`)
const runtime = (each: Import) => !each.typeOnly
const isRole = (file: string, ...roles: string[]) =>
  roles.some((role) => new RegExp(`^lib/[^/]+/(${role}\\.ts|${role}/)`).test(file))

test('the whole tree is read', () => {
  expect(modules.length).toBeGreaterThan(FEWEST_MODULES)
})

test('every import is resolved', () => {
  expect(show(imports.filter(({ to }) => to.startsWith('@/') || to.startsWith('.')))).toEqual([])
})

test('every slice has a floor', () => {
  const slices = new Set(modules.map(({ source }) => sliceOf(source)).filter((slice) => slice !== undefined))
  expect([...slices].filter((slice) => !FRAME.includes(slice) && floorOf(slice) < 0)).toEqual([])
})

test('a slice imports only lower floors', () => {
  const wrong = imports.filter(({ from, to }) => {
    const [mine, theirs] = [sliceOf(from), sliceOf(to)]
    if (!mine || !theirs || mine === theirs || FRAME.includes(mine) || FRAME.includes(theirs)) return false
    return floorOf(theirs) >= floorOf(mine)
  })
  expect(show(wrong)).toEqual([])
})

test('the platform knows regions and nothing else of the domain', () => {
  const wrong = imports.filter(({ from, to }) => {
    const theirs = sliceOf(to)
    return sliceOf(from) === 'platform' && theirs && !['regions', ...FRAME].includes(theirs)
  })
  expect(show(wrong)).toEqual([])
})

test('only the platform knows Prisma, next-auth and pg', () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      /node_modules\/(@prisma|prisma|next-auth|pg|pg-copy-streams|rate-limiter-flexible)\//.test(to) &&
      !from.startsWith('lib/platform/') &&
      !from.startsWith('app/api/auth/'),
  )
  expect(show(wrong.filter(runtime))).toEqual([])
})

test('schemas import zod, schemas, rules and catalogues only', () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      isRole(from, 'schema') &&
      !/node_modules\/zod\//.test(to) &&
      !/^lib\/.*\/schema|^lib\/platform\/(errors|actor|days)\.ts|^lib\/[^/]+\/(rules|catalogue)|^prisma\/catalogue\//.test(
        to,
      ),
  )
  expect(show(wrong.filter(runtime))).toEqual([])
})

test('rules, lifecycles and catalogues do no I/O', () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      isRole(from, 'rules', 'lifecycle', 'catalogue') &&
      (/^(node:)?(fs|net|http|https|child_process)$/.test(to) ||
        /node_modules\/(next|react|pg|@prisma)\//.test(to) ||
        /^lib\/platform\/(db|session|command|load|clock|keys|fields)/.test(to) ||
        isRole(to, 'queries', 'commands', 'sql', 'actions')),
  )
  expect(show(wrong.filter(runtime))).toEqual([])
})

test('queries, commands and SQL know no React', () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      isRole(from, 'queries', 'commands', 'sql') &&
      (/node_modules\/(react|react-dom|next)\//.test(to) || /^(components|app)\//.test(to)),
  )
  expect(show(wrong.filter(runtime))).toEqual([])
})

test('SQL is private to its slice', () => {
  const wrong = imports.filter(({ from, to }) => isRole(to, 'sql') && sliceOf(from) !== sliceOf(to))
  expect(show(wrong)).toEqual([])
})

test('components read no database', () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      from.startsWith('components/') &&
      (isRole(to, 'queries', 'commands', 'sql') || /^lib\/platform\/(db|command|session|load|prisma)/.test(to)),
  )
  expect(show(wrong.filter(runtime))).toEqual([])
})

test('primitives know no slice', () => {
  const wrong = imports.filter(({ from, to }) => {
    const theirs = sliceOf(to)
    return from.startsWith('components/ui/') && ((theirs && theirs !== 'i18n') || /^components\/(?!ui\/)/.test(to))
  })
  expect(show(wrong)).toEqual([])
})

test('pages do not write: commands are reached by forms and by the phone door only', () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      from.startsWith('app/') &&
      !from.startsWith('app/api/outbox/') &&
      (isRole(to, 'commands', 'sql') || to === 'lib/platform/db.ts'),
  )
  expect(show(wrong.filter(runtime).filter(({ from }) => !from.startsWith('app/api/')))).toEqual([])
})

test('no module imports itself in a circle', () => {
  const circles = modules.flatMap(({ source, dependencies }) =>
    dependencies
      .filter((each) => each.circular && !each.dependencyTypes.includes('type-only'))
      .map((each) => `${source} and ${each.resolved}`),
  )
  expect(circles).toEqual([])
})
