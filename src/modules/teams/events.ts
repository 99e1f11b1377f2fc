import { z } from 'zod'

import { defineEvent } from '#kit/events'

/** A brand's name, language, zone or grace changed. Plans by the wall clock are reckoned anew where the two zones differ. */
export const brandChanged = defineEvent({
  name: 'brand.changed',
  version: 1,
  schema: z.object({ workspaceId: z.uuid(), brandId: z.uuid(), timeZone: z.string(), timeZoneBefore: z.string() }),
})

/** A workspace is gone: whoever keeps rows or files of it deletes them. */
export const workspaceRemoved = defineEvent({
  name: 'workspace.removed',
  version: 1,
  schema: z.object({ workspaceId: z.uuid() }),
})

export const memberJoined = defineEvent({
  name: 'member.joined',
  version: 1,
  schema: z.object({ workspaceId: z.uuid(), memberId: z.uuid(), name: z.string() }),
})

export const memberRemoved = defineEvent({
  name: 'member.removed',
  version: 1,
  /** `successorId`: the member who takes over what they leave behind. */
  schema: z.object({ workspaceId: z.uuid(), memberId: z.uuid(), successorId: z.uuid().optional() }),
})
