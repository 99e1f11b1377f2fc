import { z } from 'zod'

import { defineEvent } from '#kit/events'

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
/** The network said no. */
export const deliveryRejected = defineEvent({ name: 'delivery.rejected', version: 1, schema: About })
export const deliveryTakenDown = defineEvent({ name: 'delivery.taken-down', version: 1, schema: About })
