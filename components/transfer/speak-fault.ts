import { getTranslations } from '@/lib/i18n/server'
import type { FaultCode } from '@/lib/transfer/schema'

type Spoken = { why: string; mend: string }

/** The reason of a bad cell and how to mend it, in the reader's language. */
export async function faultSpeaker(): Promise<(code: FaultCode, params: Record<string, string | number>) => Spoken> {
  const t = await getTranslations('transfer.faults')
  return (code, params) => ({
    why: t(`${code}.why` as never, params as never),
    mend: t(`${code}.mend` as never, params as never),
  })
}
