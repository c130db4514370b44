import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'
import { withDatabase } from './open'

// Prisma's schema engine as WebAssembly: no binary to download. The package's own entry imports .wasm, which plain Node cannot.
const catalogueChar = 18

type Query = { sql: string; args: unknown[]; argTypes: unknown[] }
type Result = { columnNames: string[]; columnTypes: number[]; rows: unknown[][] }
type Adapter = {
  underlyingDriver(): pg.Pool
  onError(error: unknown): never
  executeScript(script: string): Promise<void>
  performIO(query: Query): Promise<{ fields: { dataTypeID: number }[]; rows: unknown[][] }>
  queryRaw(query: Query): Promise<Result>
  startTransaction(level?: string): Promise<Adapter>
  dispose(): Promise<void>
}

/** adapter-pg cannot decode the catalogue type "char", and splits scripts at every semicolon; one simple-protocol message is atomic and keeps function bodies whole. */
function corrected(adapter: Adapter): Adapter {
  const performIO = adapter.performIO.bind(adapter)
  const queryRaw = adapter.queryRaw.bind(adapter)
  const characters = new WeakMap<Query, number[]>()
  adapter.performIO = async (query) => {
    const result = await performIO(query)
    const at = result.fields.flatMap((field, index) => (field.dataTypeID === catalogueChar ? [index] : []))
    for (const index of at) (result.fields[index] as { dataTypeID: number }).dataTypeID = pg.types.builtins.TEXT
    if (at.length > 0) characters.set(query, at)
    return result
  }
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const index of characters.get(query) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
  if (adapter.startTransaction) {
    const startTransaction = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = async (level) => corrected(await startTransaction(level))
  }
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script)
    } catch (error) {
      adapter.onError(error)
    }
  }
  return adapter
}

/** Connection parts given one by one: with a URL, pg lets the URL win over `database`, and the shadow database becomes the real one. */
function parts(url: string): pg.PoolConfig {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const ssl = ['require', 'verify-ca', 'verify-full', 'no-verify'].includes(searchParams.get('sslmode') ?? '')
  return {
    host: decodeURIComponent(hostname),
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    max: 4,
    ...(ssl ? { ssl: { rejectUnauthorized: searchParams.get('sslmode') !== 'no-verify' } } : {}),
  }
}

class Factory extends PrismaPg {
  private readonly opened: Adapter[] = []

  constructor(private readonly url: string) {
    super(parts(url))
  }

  override async connect() {
    const adapter = corrected((await super.connect()) as unknown as Adapter)
    this.opened.push(adapter)
    return adapter as never
  }

  /** The engine leaves its pools open. */
  async close() {
    for (const adapter of this.opened) if (!adapter.underlyingDriver().ended) await adapter.dispose()
  }

  override async connectToShadowDb() {
    const name = `fangxian_shadow_${crypto.randomUUID().replaceAll('-', '')}`
    const control = new pg.Client(parts(this.url))
    await control.connect()
    await control.query(`CREATE DATABASE "${name}" TEMPLATE template0`)
    const shadow = (await new Factory(withDatabase(this.url, name)).connect()) as unknown as Adapter
    await shadow.executeScript('CREATE EXTENSION IF NOT EXISTS btree_gist; CREATE EXTENSION IF NOT EXISTS pg_trgm')
    const dispose = shadow.dispose.bind(shadow)
    shadow.dispose = async () => {
      await dispose()
      await control.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)
      await control.end()
    }
    return shadow as never
  }
}

let loaded = false

function load(): void {
  if (loaded) return
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const bytes = readFileSync(path.join(path.dirname(entry), 'schema_engine_bg.wasm'))
  const all = bindings as unknown as Record<string, WebAssembly.ExportValue> & {
    __wbg_set_wasm: (exports: unknown) => void
  }
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { './schema_engine_bg.js': all })
  all.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  loaded = true
}

export async function withEngine<T>(
  ownerUrl: string,
  schema: [string, string][] | undefined,
  run: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  load()
  const { SchemaEngine: Engine } = bindings as unknown as { SchemaEngine: typeof SchemaEngine }
  const factory = new Factory(ownerUrl)
  try {
    const engine = await Engine.new(
      { datamodels: schema },
      () => {},
      bindMigrationAwareSqlAdapterFactory(factory as never),
    )
    return await run(engine)
  } finally {
    await factory.close()
  }
}
