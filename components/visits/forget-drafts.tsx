'use client'

import { useEffect } from 'react'
import { sweepDrafts } from '@/lib/offline/draft'

/** After signing out nothing half-written stays on the device; visits that wait to be sent stay for their author. */
export function ForgetDrafts() {
  useEffect(() => sweepDrafts(null), [])
  return null
}
