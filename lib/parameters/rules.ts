import type { ParameterCode, ParameterRow } from './schema'

/**
 * The row in force for a region on a day: the nearest region prefix first, then the latest start.
 * A nearest row without a value hides those above it: not known here is an answer. Null when no row applies.
 */
export function resolveParameter(
  rows: readonly ParameterRow[],
  code: ParameterCode,
  regionCode: string,
  day: string,
): ParameterRow | null {
  let best: ParameterRow | null = null
  for (const row of rows) {
    if (row.code !== code || !regionCode.startsWith(row.appliesTo)) continue
    if (row.validFrom > day || (row.validTo !== null && row.validTo < day)) continue
    if (!best || row.appliesTo.length > best.appliesTo.length) best = row
    else if (row.appliesTo.length === best.appliesTo.length && row.validFrom > best.validFrom) best = row
  }
  return best
}

export interface WarningLine {
  /** Yuan per person and year. */
  yuan: number
  rows: ParameterRow[]
  factor: number | null
  base: number | null
  /** FACTOR: last year's standard × factor. MONITORING_LINE: the line that the province set for this year. */
  origin: 'FACTOR' | 'MONITORING_LINE'
}

/**
 * The per-capita warning line on a day: last year's standard × factor; where no standard of last year is known, the
 * monitoring line of this year; null when neither is known.
 */
export function warningLine(rows: readonly ParameterRow[], regionCode: string, day: string): WarningLine | null {
  const lastYear = `${Number(day.slice(0, 4)) - 1}-12-31`
  const standard = resolveParameter(rows, 'povertyLine.exit', regionCode, lastYear)
  const factorRow = resolveParameter(rows, 'warningLine.factor', regionCode, day)
  const base = standard?.value ?? null
  const factor = factorRow?.value ?? null
  if (standard && factorRow && base !== null && factor !== null) {
    return {
      yuan: (Math.round(base * 100) * Math.round(factor * 100)) / 10_000,
      rows: [standard, factorRow],
      factor,
      base,
      origin: 'FACTOR',
    }
  }
  const line = resolveParameter(rows, 'monitoringLine', regionCode, day)
  const yuan = line?.value ?? null
  return line && yuan !== null ? { yuan, rows: [line], factor: null, base: null, origin: 'MONITORING_LINE' } : null
}

export interface MedicalThresholds {
  /** Self-paid yuan since 1 January that put a hint, and that open a clue. */
  hintYuan: number
  warningYuan: number
  rows: ParameterRow[]
}

/** The two self-paid medical thresholds: shares of last year's rural disposable income per person. Null when one part is unknown. */
export function medicalThresholds(
  rows: readonly ParameterRow[],
  regionCode: string,
  day: string,
): MedicalThresholds | null {
  const lastYear = `${Number(day.slice(0, 4)) - 1}-12-31`
  const income = resolveParameter(rows, 'income.ruralDisposable', regionCode, lastYear)
  const hint = resolveParameter(rows, 'medical.selfPaidHintShare', regionCode, day)
  const warning = resolveParameter(rows, 'medical.selfPaidWarningShare', regionCode, day)
  const [base, hintShare, warningShare] = [income?.value ?? null, hint?.value ?? null, warning?.value ?? null]
  if (!income || !hint || !warning || base === null || hintShare === null || warningShare === null) return null
  return { hintYuan: base * hintShare, warningYuan: base * warningShare, rows: [income, hint, warning] }
}
