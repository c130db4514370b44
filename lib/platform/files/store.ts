import { join } from 'node:path'
import { dataDirectory, need, setting } from '@/lib/platform/env'
import { folderStore } from './folder'
import type { FileStore } from './names'
import { s3Store } from './s3'

/** The store of this installation: a folder beside its database, or an S3-compatible one where its address is set. */
export function fileStore(): FileStore {
  const endpoint = setting('FANGXIAN_S3_ENDPOINT')
  if (!endpoint) return folderStore(join(dataDirectory(), 'files'))
  return s3Store({
    endpoint,
    bucket: need('FANGXIAN_S3_BUCKET'),
    region: setting('FANGXIAN_S3_REGION') ?? 'us-east-1',
    key: need('FANGXIAN_S3_KEY'),
    secret: need('FANGXIAN_S3_SECRET'),
  })
}
