/** The address of a wall with one indicator opened, of today or of a past day. */
export function wallHref(regionCode: string, indicator: string, on?: string): string {
  return `/dashboard/${regionCode}?indicator=${indicator}${on ? `&on=${on}` : ''}`
}
