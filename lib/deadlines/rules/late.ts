export const REASON_LENGTH = 300

/** So long after a late completion its reason is asked for on the Today page. */
export const ASKED_FOR_DAYS = 30
