import type { RecordFormWords } from '@/components/households/record-form'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'

/** The words that every form of a record has. */
export async function recordFormWords(): Promise<RecordFormWords> {
  const [common, households, register] = await Promise.all([
    getTranslations('common'),
    clientWords('households'),
    clientWords('register'),
  ])
  const { edit, join } = households
  const { yes, no, unknown, empty } = register.form
  return {
    yes,
    no,
    unknown,
    empty,
    join,
    now: edit.now,
    nowNone: edit.nowNone,
    clear: edit.clear,
    yuan: common('yuan'),
    save: edit.save,
    saving: edit.saving,
    unsaved: edit.unsaved,
    dropDraft: edit.dropDraft,
    cancel: common('cancel'),
    conflict: edit.conflict,
  }
}
