import type { client } from '../../api.ts'

/** What a guest's link shows. */
export type Guests = Awaited<ReturnType<typeof client.governance.guestPage>>
