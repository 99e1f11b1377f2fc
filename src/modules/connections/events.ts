import { z } from 'zod'

import { defineEvent } from '#kit/events'

const About = z.object({ workspaceId: z.uuid(), accountId: z.uuid() })

/** The network says the grant is gone: nothing goes out on this account until a person reconnects it. */
export const accountSignedOut = defineEvent({ name: 'account.signed-out', version: 1, schema: About })
/** A profile was connected: for the first time, or anew. */
export const accountConnected = defineEvent({ name: 'account.connected', version: 1, schema: About })
/** A signed-out account works again. */
export const accountReconnected = defineEvent({ name: 'account.reconnected', version: 1, schema: About })
/** A member disconnected the account and wants its plans cancelled. */
export const accountDisconnected = defineEvent({ name: 'account.disconnected', version: 1, schema: About })
