/** The largest request body that is read, in megabytes. The proxy refuses more; a larger body would reach a form cut short. */
export const BODY_LIMIT_MB = 48
