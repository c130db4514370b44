/** Set for a minute when somebody signs out; the next answer of the sign-in page then clears the browser's cache. */
export const SIGNED_OUT_COOKIE = 'fangxian.signed-out'
