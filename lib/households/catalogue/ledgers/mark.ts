import { isUuid } from '@/lib/platform/ids'

/** What the hidden column of an export says of its row: from which export, what it showed, and how often that had been changed by then. */
export interface RegisterMark {
  serial: string
  /** The instant of the export, ISO 8601. */
  at: string
  householdId: string
  householdVersion: number
  personId: string | null
  personVersion: number
  /** Version of the row of the year; 0 where the register had none. */
  yearVersion: number
}

const FORM =
  /^FX1 ([A-Za-z0-9-]{1,40}) (\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z) h([0-9a-f-]{36}):(\d{1,9}) (?:p([0-9a-f-]{36}):(\d{1,9}) )?y(\d{1,9})$/

/** The text of the hidden cell `registerMark`. */
export function writeMark(mark: RegisterMark): string {
  const person = mark.personId ? `p${mark.personId}:${mark.personVersion} ` : ''
  return `FX1 ${mark.serial} ${mark.at} h${mark.householdId}:${mark.householdVersion} ${person}y${mark.yearVersion}`
}

/** Null when the cell says nothing that an export of ours wrote. */
export function readMark(raw: string): RegisterMark | null {
  const found = FORM.exec(raw.trim())
  if (!found) return null
  const [, serial = '', at = '', householdId = '', householdVersion, personId, personVersion, yearVersion] = found
  if (!isUuid(householdId) || (personId !== undefined && !isUuid(personId)) || Number.isNaN(Date.parse(at))) return null
  return {
    serial,
    at,
    householdId,
    householdVersion: Number(householdVersion),
    personId: personId ?? null,
    personVersion: Number(personVersion ?? 0),
    yearVersion: Number(yearVersion),
  }
}
