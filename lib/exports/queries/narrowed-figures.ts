import 'server-only'
import { addressOf, dayIn, type Read, someOf } from '@/lib/exports/queries/asked'
import { listFactIds } from '@/lib/indicators/queries/facts'
import { getIndicatorPage } from '@/lib/indicators/queries/page'
import { listTargetIds } from '@/lib/indicators/queries/targets'
import { TARGET_KINDS } from '@/lib/indicators/schema/facts'
import { DomainError } from '@/lib/platform/errors'

export const facts: Read = ({ params, regionCode: region }) => {
  const told = { source: params.source || undefined, input: params.input || undefined, asOf: dayIn(params.asOf) }
  return { query: addressOf(region, told), ids: (ctx, most) => listFactIds(ctx, { region, ...told }, most) }
}

export const targets: Read = ({ params, regionCode: region }) => {
  const told = { kind: someOf(TARGET_KINDS, params.kind), measure: params.measure || undefined }
  return { query: addressOf(region, told), ids: (ctx, most) => listTargetIds(ctx, { region, ...told }, most) }
}

/** The page of indicators of a region on a day. Errors: DomainError `indicators.stillCounting` where counties of a city are left to count. */
export const indicators: Read = ({ params, regionCode: region }) => {
  const told = { asOf: dayIn(params.asOf), from: dayIn(params.from), source: params.source || undefined }
  return {
    query: addressOf(region, told),
    ids: async (ctx) => {
      const page = await getIndicatorPage(ctx, { region, ...told })
      if (page.isBusy) throw new DomainError('indicators.stillCounting')
      return page.lines.map(({ code }) => code)
    },
  }
}
