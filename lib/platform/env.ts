import { join } from 'node:path'

export type Setting =
  | 'APP_DATABASE_URL'
  | 'OWNER_DATABASE_URL'
  | 'NEXTAUTH_URL'
  | 'NEXTAUTH_SECRET'
  | 'FANGXIAN_CLOCK'
  | 'FANGXIAN_METRICS_TOKEN'
  | 'FANGXIAN_S3_ENDPOINT'
  | 'FANGXIAN_S3_BUCKET'
  | 'FANGXIAN_S3_REGION'
  | 'FANGXIAN_S3_KEY'
  | 'FANGXIAN_S3_SECRET'

/** A setting that may be absent; blank counts as absent. */
export function setting(name: Setting): string | null {
  return process.env[name]?.trim() || null
}

/** A setting the process cannot run without. */
export function need(name: Setting): string {
  const value = setting(name)
  if (!value) throw new Error(`setting ${name} is missing`)
  return value
}

/** The folder of this installation: database, keys, anchors, logs. */
export function dataDirectory(): string {
  return process.env.FANGXIAN_DATA?.trim() || join(/* turbopackIgnore: true */ process.cwd(), '.data')
}

export function keysPath(): string {
  return process.env.FANGXIAN_KEYS?.trim() || join(dataDirectory(), 'keys.json')
}

/** Whether people reach the product by https: cookies are then bound to the host and to TLS. */
export function isHttps(): boolean {
  return setting('NEXTAUTH_URL')?.startsWith('https://') ?? false
}
