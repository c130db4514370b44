import type { Imprint } from '@/lib/exports/files/shape'
import { formatOf } from '@/lib/exports/rules/view'
import type { Format, Kind, Purpose } from '@/lib/exports/schema'
import { fill } from '@/lib/i18n/fill'
import { stamp } from '@/lib/i18n/format'
import zh from '@/lib/i18n/zh-CN/exports'

export type Asked = {
  serial: string
  kind: Kind
  format: Format
  regionName: string
  unit: string
  name: string
  purpose: Purpose
  note: string
}

/** What a file says of itself, in Chinese whatever the screen speaks: who took it out, when, what for, under which number. */
export function imprintOf(asked: Asked, proof: string, madeAt: Date): Imprint {
  const title = zh.kinds[asked.kind]
  const author = [asked.unit, asked.name].filter(Boolean).join(' ')
  const purpose = fill(zh.file.purpose, { purpose: zh.purposes[asked.purpose], note: asked.note })
  const parts = { serial: asked.serial, region: asked.regionName, author, at: stamp(madeAt), purpose }
  return {
    title,
    serial: asked.serial,
    line: fill(zh.file.line, parts),
    short: fill(zh.file.short, parts),
    author,
    purpose,
    proof,
    madeAt,
  }
}

/** The name of the file, in Chinese: region, list, serial. */
export function fileNameOf({ regionName, kind, serial, format }: Asked): string {
  const safe = [regionName, zh.kinds[kind], serial].join('_').replace(/[\\/:*?"<>|\p{Cc}]/gu, '')
  return `${safe}.${formatOf(format)}`
}

/** How a header names a file whose name is not ASCII (RFC 6266, RFC 5987), with a plain name for old readers. */
export function attachmentHeader(fileName: string, plain: string): string {
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
