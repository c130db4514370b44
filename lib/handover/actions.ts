'use server'

import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { acceptHandover, makeHandover } from '@/lib/handover/commands'
import { formAction } from '@/lib/platform/form-action'

const show = ({ handoverId }: { handoverId: string }) => redirect(`/me/handover/${handoverId}` as Route)

export const makeHandoverAction = formAction(makeHandover, show)
export const acceptHandoverAction = formAction(acceptHandover, show)
