import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals } from '#kit/contract'

import { LinkSettings, Utm } from './utm-contract.ts'

const own = z.array(z.string())
const LinkPlan = z.discriminatedUnion('way', [
  z.object({ way: z.literal('utm'), utm: Utm, own }),
  z.object({ way: z.literal('shorten'), short: z.string(), own }),
])

const Ids = z.union([z.array(z.uuid()).max(100), z.uuid().transform((id) => [id])])

export const inPostsProcedures = {
  inPosts: asks('posts.read', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/links/in-posts',
      summary: 'What will become of the addresses in a post when it goes out, on each of its accounts',
    })
    .errors(commonRefusals)
    .input(
      z.object({
        brandId: z.uuid(),
        accountIds: Ids,
        postId: z.uuid().optional(),
        campaignId: z.uuid().optional(),
        labelIds: Ids.optional(),
      }),
    )
    .output(
      z.object({
        inPosts: LinkSettings.shape.inPosts,
        /** Empty where addresses stay as they are. */
        accounts: z.array(z.object({ accountId: z.uuid(), plan: LinkPlan })),
      }),
    ),
}
