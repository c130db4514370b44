/** The instant at which every test begins: the morning of 26 March 2026 in Zhangjiakou. */
export const testClock = '2026-03-26T08:00:00+08:00'
