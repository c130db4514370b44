import { throughDoor } from '@/app/api/evidence/door'
import { addEvidence } from '@/lib/evidence/commands/add'
import type { Command } from '@/lib/platform/command'

const LIMIT = 12 * 1024 * 1024

/**
 * The phone door for a photo: the fields of the form and the file, or in its stead what its pieces make. The same id with the same file gets the
 * same answer, with another file 409; so a phone may send again until it hears one.
 */
export function POST(request: Request): Promise<Response> {
  return throughDoor(request, addEvidence as Command, LIMIT)
}
