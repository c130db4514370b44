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

/**
 * Takes the texts of the schema out of the generated client, into a file beside it that is read once in a process. The bundler copies the client
 * into a dozen chunks, each kept whole in memory, and one Chinese letter in a chunk doubles it: a megabyte and a half become forty. The
 * compiler of queries, five megabytes of letters kept twice, becomes the file that they spell. A client of another form than known here stays as it
 * is, and works.
 */
export async function slimClient(): Promise<void> {
  const file = path.join(root, folder, 'class.ts')
  if (!existsSync(file)) return
  let source = readFileSync(file, 'utf8')
  if (!Object.values(PLACES).every((place) => place.test(source))) return
  const texts: Record<string, string> = {}
  for (const [name, place] of Object.entries(PLACES)) {
    source = source.replace(place, (text) => {
      texts[name] = JSON.parse(text)
      return `texts.${name}`
    })
  }
  texts.inlineSchema = bare(texts.inlineSchema ?? '')
  const compiler = COMPILER.exec(source)?.[1]
  if (compiler) {
    const { wasm } = (await import(compiler)) as { wasm: string }
    writeFileSync(path.join(root, folder, 'compiler.wasm'), Buffer.from(wasm, 'base64'))
    source = source.replace(
      COMPILER,
      `return new WebAssembly.Module(new Uint8Array(readFileSync('${at('compiler.wasm')}')))`,
    )
  }
  writeFileSync(path.join(root, folder, 'class-texts.json'), JSON.stringify(texts))
  const reading = `import { readFileSync } from 'node:fs'
const kept = globalThis as { fangxianClientTexts?: Record<${Object.keys(PLACES)
    .map((name) => `'${name}'`)
    .join(' | ')}, string> }
kept.fangxianClientTexts ??= JSON.parse(readFileSync('${at('class-texts.json')}', 'utf8'))
const texts = kept.fangxianClientTexts!
`
  writeFileSync(file, source.replace(/^(?=const config)/m, reading))
}
