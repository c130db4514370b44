import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../database/paths'

const folder = path.join('lib', 'platform', 'prisma', 'internal')
const at = (name: string) => `${folder.split(path.sep).join('/')}/${name}`
const STRING = '"(?:[^"\\\\]|\\\\.)*"'
const PLACES = {
  inlineSchema: new RegExp(`(?<="inlineSchema": )${STRING}`),
  runtimeDataModel: new RegExp(`(?<=config\\.runtimeDataModel = JSON\\.parse\\()${STRING}`),
  strings: new RegExp(`(?<=strings: JSON\\.parse\\()${STRING}`),
  graph: new RegExp(`(?<=graph: )${STRING}`),
}

const COMPILER =
  /const \{ wasm \} = await import\("(@prisma\/client\/runtime\/[\w.]+\.wasm-base64\.mjs)"\)\s+return await decodeBase64AsWasm\(wasm\)/

/** The schema without what only people read. */
const bare = (schema: string) => schema.replace(/^\s*\/\/.*\n/gm, '')

/** A generated client without its texts, which are read from beside it; null if it has another form than known here. */
export function slimmed(client: string): { client: string; texts: Record<string, string>; compiler?: string } | null {
  if (!Object.values(PLACES).every((place) => place.test(client))) return null
  const texts: Record<string, string> = {}
  let source = client
  for (const [name, place] of Object.entries(PLACES)) {
    source = source.replace(place, (text) => {
      texts[name] = JSON.parse(text)
      return `texts.${name}`
    })
  }
  texts.inlineSchema = bare(texts.inlineSchema ?? '')
  const compiler = COMPILER.exec(source)?.[1]
  const reading = `import { readFileSync } from 'node:fs'
const kept = globalThis as { fangxianClientTexts?: Record<'${Object.keys(PLACES).join("' | '")}', string> }
kept.fangxianClientTexts ??= JSON.parse(readFileSync('${at('class-texts.json')}', 'utf8'))
const texts = kept.fangxianClientTexts!
`
  source = source
    .replace(COMPILER, `return new WebAssembly.Module(new Uint8Array(readFileSync('${at('compiler.wasm')}')))`)
    .replace(/^(?=const config)/m, reading)
  return { client: source, texts, compiler }
}

/**
 * Takes the texts of the schema out of the generated client, into a file beside it that is read once in a process. The bundler copies the client
 * into a dozen chunks, each kept whole in memory, and one Chinese letter in a chunk doubles it: a megabyte and a half become forty. The
 * compiler of queries, five megabytes of letters kept twice, becomes the file that they spell. A client of another form stays as it is, and works.
 */
export async function slimClient(): Promise<void> {
  const file = path.join(root, folder, 'class.ts')
  const made = existsSync(file) ? slimmed(readFileSync(file, 'utf8')) : null
  if (!made) return
  if (made.compiler) {
    const { wasm } = (await import(made.compiler)) as { wasm: string }
    writeFileSync(path.join(root, folder, 'compiler.wasm'), Buffer.from(wasm, 'base64'))
  }
  writeFileSync(path.join(root, folder, 'class-texts.json'), JSON.stringify(made.texts))
  writeFileSync(file, made.client)
}
