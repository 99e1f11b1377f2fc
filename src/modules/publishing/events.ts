import { z } from 'zod'

import { defineEvent } from '#kit/events'

import { DeliveryState } from './contract.ts'

const About = z.object({
  workspaceId: z.uuid(),
  brandId: z.uuid(),
  postId: z.uuid(),
  deliveryId: z.uuid(),
  accountId: z.uuid(),
  network: z.string(),
})

/** A post is live on one account. Without address and id where a person said so. */
export const postPublished = defineEvent({
  name: 'post.published',
  version: 1,
  schema: About.extend({ url: z.string().optional(), externalId: z.string().optional() }),
})
/** An answer has come to a state at which it stays for now; whoever keeps the talk it belongs to tells people. */
export const answerMoved = defineEvent({
  name: 'answer.moved',
  version: 1,
  /** `thread`: where it stands now, by the network's id, where that may be another thread than that of what it answers. */
  schema: About.extend({
    state: DeliveryState,
    url: z.string().optional(),
    externalId: z.string().optional(),
    thread: z.string().optional(),
  }),
})
/** The network said no. */
export const deliveryRejected = defineEvent({ name: 'delivery.rejected', version: 1, schema: About })
export const deliveryTakenDown = defineEvent({ name: 'delivery.taken-down', version: 1, schema: About })
/** Somebody sorted a post under another campaign or other labels, whatever state it is in. */
export const postOrganised = defineEvent({
  name: 'post.organised',
  version: 1,
  schema: z.object({ workspaceId: z.uuid(), postId: z.uuid() }),
})
