'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { acceptEvent, refuseEvent } from '@/lib/events/commands/answer'
import { checkEvent } from '@/lib/events/commands/check'
import { returnEvent, undoEvent, withdrawEvent } from '@/lib/events/commands/decide'
import { proposeEvent } from '@/lib/events/commands/propose'
import { formAction } from '@/lib/platform/form-action'

const show = ({ eventId }: { eventId: string }) => {
  revalidatePath('/events')
  redirect(`/events/${eventId}`)
}

export const proposeEventAction = formAction(proposeEvent, show)
export const checkEventAction = formAction(checkEvent, show)
export const returnEventAction = formAction(returnEvent, show)
export const withdrawEventAction = formAction(withdrawEvent, show)
export const undoEventAction = formAction(undoEvent, show)
export const acceptEventAction = formAction(acceptEvent, show)
export const refuseEventAction = formAction(refuseEvent, show)
