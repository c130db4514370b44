import { existsSync, globSync } from 'node:fs'
import path from 'node:path'
import { root } from '../database/paths'
import { generateClient, typegen } from '../start/build'
import { biome, dependencies, section, single, tsc, vitest } from './run'

export const has = (pattern: string) => globSync(pattern, { cwd: root }).length > 0

/** The half without a database: types, lint, architecture, unit. */
export async function fastHalf(): Promise<void> {
  await single('数据库客户端 Prisma client', generateClient)
  await single('路由类型 route types', typegen)
  await single('类型 types', tsc)
  await single('代码规范 lint', biome)
  const rules = ['.dependency-cruiser.cjs', '.dependency-cruiser.mjs', '.dependency-cruiser.js'].find((name) =>
    existsSync(path.join(root, name)),
  )
  if (rules) await single('依赖方向 dependency rules', () => dependencies(rules))
  await section('结构与单元 architecture and unit', () => vitest('unit'))
}
