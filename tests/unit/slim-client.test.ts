import { expect, test } from 'vitest'
import { slimmed } from '@/scripts/start/slim-client'

const schema = '/// 户\nmodel Household {\n  id String // "key"\n  // more\n}\n'
const generated = `import * as runtime from "x"
const config: runtime.Config = {
  "inlineSchema": ${JSON.stringify(schema)},
  "runtimeDataModel": {}
}
config.runtimeDataModel = JSON.parse(${JSON.stringify('{"models":{"A":"\\\\"}}')})
config.parameterizationSchema = {
  strings: JSON.parse(${JSON.stringify('["where"]')}),
  graph: "y1D8"
}
config.compilerWasm = {
  getQueryCompilerWasmModule: async () => {
    const { wasm } = await import("@prisma/client/runtime/compiler_bg.postgresql.wasm-base64.mjs")
    return await decodeBase64AsWasm(wasm)
  },
}
`

test('the texts of a generated client stand beside it, whole, and nothing of them in it', () => {
  const made = slimmed(generated)
  expect(made?.texts).toEqual({
    inlineSchema: 'model Household {\n  id String // "key"\n}\n',
    runtimeDataModel: '{"models":{"A":"\\\\"}}',
    strings: '["where"]',
    graph: 'y1D8',
  })
  expect(made?.compiler).toBe('@prisma/client/runtime/compiler_bg.postgresql.wasm-base64.mjs')
  expect(made?.client).toContain('JSON.parse(texts.runtimeDataModel)')
  expect(made?.client).not.toMatch(/Household|y1D8|base64\.mjs/)
})

test('a client of another form, and one that is slim already, stay as they are', () => {
  expect(slimmed(generated.replace('graph:', 'edges:'))).toBeNull()
  expect(slimmed(slimmed(generated)?.client ?? '')).toBeNull()
})
