type Row = { validFrom: Date; withdrawals: readonly { withdrawnOn: Date }[] }

/** Whether outlines count from their day on: those that were withdrawn before it never came into use. */
export function counts({ validFrom, withdrawals }: Row): boolean {
  return withdrawals.every(({ withdrawnOn }) => withdrawnOn >= validFrom)
}

/** The outlines whose turn it is on a day, withdrawn or not, of rows from the newest on; earlier ones were replaced and do not come back. */
export function turnOf<R extends Row>(rows: readonly R[], day: Date): R | undefined {
  return rows.find((row) => row.validFrom <= day && counts(row))
}
