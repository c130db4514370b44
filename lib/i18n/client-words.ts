import 'server-only'
import { MESSAGES, type Messages, type Slice } from '@/lib/i18n/messages'
import { getLocale } from '@/lib/i18n/server'
import type { Words } from '@/lib/i18n/words'

/** The raw words of one slice, to hand to a client component; templates are filled there by `fill`. */
export async function clientWords<S extends Slice>(slice: S): Promise<Words<Messages[S]>> {
  return MESSAGES[await getLocale()][slice] as unknown as Words<Messages[S]>
}
