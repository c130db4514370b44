/** Fields of a member that only who may read health and welfare is shown (健康、保障类敏感信息). */
export const HEALTH_FIELDS: ReadonlySet<string> = new Set([
  'health',
  'labour',
  'disabilityCard',
  'medicalAid',
  'criticalIllness',
  'subsistence',
  'destitute',
  'destituteCare',
  'disabilityLivingAllowance',
  'disabilityNursingAllowance',
])
