import { z } from 'zod'

import { ClickKind, DeviceKind } from '../short-contract.ts'

/** One line of a click log. */
export const Click = z.object({
  /** The click's id, whose order is its age. */
  id: z.uuid(),
  workspace: z.uuid(),
  link: z.uuid(),
  /** Milliseconds since 1970. */
  at: z.int(),
  kind: ClickKind,
  /** The host of the site it came from. */
  referrer: z.string().max(200).optional(),
  device: DeviceKind.optional(),
  /** Base64 of a hash; absent where nothing may tell visitors apart. */
  visitor: z.string().max(44).optional(),
})
export type Click = z.output<typeof Click>
