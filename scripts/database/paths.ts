import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')

export function dataDirectory(): string {
  return path.resolve(process.env.FANGXIAN_DATA || path.join(root, '.data'))
}

export const pgData = (data: string) => path.join(data, 'pg')
export const logs = (data: string) => path.join(data, 'logs')
