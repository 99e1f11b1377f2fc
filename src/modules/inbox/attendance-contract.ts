import { z } from 'zod'

import { asks } from '#contract/teams'

/** `here`: seen within three minutes. `away` is said by the member: nothing is given to them. */
const Attendance = z.object({ memberId: z.uuid(), state: z.enum(['here', 'away', 'gone']) })
export type Attendance = z.output<typeof Attendance>

export const attendance = {
  attendance: asks('inbox.read', 'reads', 'own')
    .route({ method: 'GET', path: '/inbox/attendance', summary: 'Which members work in the inbox, and which of them are at their desks' })
    .output(z.array(Attendance)),
  attend: asks('inbox.work', 'changes', 'own')
    .route({
      method: 'PUT',
      path: '/inbox/attendance',
      summary: 'Say that you are at your desk, every minute; or that you are away, or not any more',
    })
    .input(z.object({ away: z.boolean().optional() }))
    .output(z.object({ away: z.boolean() })),
}
