/** 省外、省内县外、县内: where a person works, as the register writes it, by the three areas of labour export. */
export const AREAS = { outside: ['OUTSIDE'], province: ['PROVINCE'], county: ['COUNTY', 'TOWNSHIP'] } as const
export type Area = keyof typeof AREAS

export type LabourCount = { outside: number; province: number; county: number; elsewhere: number }
export type LabourFigures = {
  total: number
  outside: number
  province: number | null
  county: number | null
  combined: number | null
}

/** Persons of the three areas in all; whoever works somewhere else is not one of them. */
export const totalOf = ({ outside, province, county }: LabourCount): number => outside + province + county

/** How far what a village reported lies from what its register counts: reported minus counted, for the total and each figure that can be compared. */
export function differenceOf(reported: LabourFigures, counted: LabourCount) {
  const within = counted.province + counted.county
  return {
    total: reported.total - totalOf(counted),
    outside: reported.outside - counted.outside,
    within: (reported.combined ?? (reported.province ?? 0) + (reported.county ?? 0)) - within,
  }
}
