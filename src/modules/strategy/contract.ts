import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, type RefusalKind } from '#kit/contract'

export const strategyRefusals = {
  ...commonRefusals,
  NAME_TAKEN: { status: 409, message: 'There is already one with this name. Choose another name, or use the one that is there.' },
  DATES_CROSSED: { status: 422, message: 'The last day lies before the first. Change one of them.' },
  TOO_MANY: {
    status: 409,
    message: 'A brand has at most 200 campaigns, 200 labels and 200 groups of hashtags. Remove some that nobody uses any more.',
  },
} as const satisfies Record<string, RefusalKind>

/** By name, so that each scheme of light and dark has its own shade; no colour ever stands without its word. */
export const Colour = z.enum(['rose', 'clay', 'olive', 'teal', 'sky', 'indigo', 'plum', 'slate'])
export type Colour = z.output<typeof Colour>

const Name = z.string().trim().min(1).max(60)
const Day = z.iso.date()

/** What posts belong together for: a launch, a season. Days are the brand's, the last one included. */
export const Campaign = z.object({
  id: z.uuid(),
  brandId: z.uuid(),
  name: z.string(),
  colour: Colour,
  from: Day.optional(),
  to: Day.optional(),
  /** Over: it keeps its posts and is no longer offered for new ones. */
  archived: z.boolean(),
})
export type Campaign = z.output<typeof Campaign>

/** A word that sorts posts, as many on a post as are useful. */
export const Label = z.object({ id: z.uuid(), brandId: z.uuid(), name: z.string(), colour: Colour })
export type Label = z.output<typeof Label>

/** With or without its sign; it is kept without. */
const Tag = z
  .string()
  .trim()
  .regex(/^[#＃]?[^\s#＃]{1,100}$/u, 'A hashtag is one word.')
const Tags = z.array(Tag).min(1).max(60)

/** Hashtags that are used together, added to a post at once. */
export const HashtagGroup = z.object({ id: z.uuid(), brandId: z.uuid(), name: z.string(), tags: z.array(z.string()) })
export type HashtagGroup = z.output<typeof HashtagGroup>

const Removed = z.object({ removed: z.literal(true) })

export const strategy = {
  campaigns: asks('posts.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/campaigns', summary: 'Campaigns of the brand, archived ones last' })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(Campaign)),
  createCampaign: asks('plan.manage', 'creates')
    .route({ method: 'POST', path: '/campaigns', summary: 'Create a campaign' })
    .errors(strategyRefusals)
    .input(z.object({ brandId: z.uuid(), name: Name, colour: Colour, from: Day.optional(), to: Day.optional() }))
    .output(Campaign),
  changeCampaign: asks('plan.manage', 'changes')
    .route({
      method: 'PATCH',
      path: '/campaigns/{campaignId}',
      summary: 'Change what is given of a campaign; `null` takes a day away, `archived` ends it or takes it up again',
    })
    .errors(strategyRefusals)
    .input(
      z.object({
        campaignId: z.uuid(),
        name: Name.optional(),
        colour: Colour.optional(),
        from: Day.nullable().optional(),
        to: Day.nullable().optional(),
        archived: z.boolean().optional(),
      }),
    )
    .output(Campaign),
  removeCampaign: asks('plan.manage', 'changes')
    .route({ method: 'DELETE', path: '/campaigns/{campaignId}', summary: 'Delete a campaign; its posts stay and belong to none' })
    .errors(strategyRefusals)
    .input(z.object({ campaignId: z.uuid() }))
    .output(Removed),
  labels: asks('posts.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/labels', summary: 'Labels of the brand, by name' })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(Label)),
  createLabel: asks('plan.manage', 'creates')
    .route({ method: 'POST', path: '/labels', summary: 'Create a label' })
    .errors(strategyRefusals)
    .input(z.object({ brandId: z.uuid(), name: Name, colour: Colour }))
    .output(Label),
  changeLabel: asks('plan.manage', 'changes')
    .route({ method: 'PATCH', path: '/labels/{labelId}', summary: 'Rename or recolour a label' })
    .errors(strategyRefusals)
    .input(z.object({ labelId: z.uuid(), name: Name.optional(), colour: Colour.optional() }))
    .output(Label),
  removeLabel: asks('plan.manage', 'changes')
    .route({ method: 'DELETE', path: '/labels/{labelId}', summary: 'Delete a label; its posts stay' })
    .errors(strategyRefusals)
    .input(z.object({ labelId: z.uuid() }))
    .output(Removed),
  hashtagGroups: asks('posts.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/hashtag-groups', summary: 'Groups of hashtags of the brand, by name' })
    .input(z.object({ brandId: z.uuid() }))
    .output(z.array(HashtagGroup)),
  createHashtagGroup: asks('plan.manage', 'creates')
    .route({ method: 'POST', path: '/hashtag-groups', summary: 'Keep hashtags that are used together' })
    .errors(strategyRefusals)
    .input(z.object({ brandId: z.uuid(), name: Name, tags: Tags }))
    .output(HashtagGroup),
  changeHashtagGroup: asks('plan.manage', 'changes')
    .route({ method: 'PATCH', path: '/hashtag-groups/{groupId}', summary: 'Change what is given of a group of hashtags' })
    .errors(strategyRefusals)
    .input(z.object({ groupId: z.uuid(), name: Name.optional(), tags: Tags.optional() }))
    .output(HashtagGroup),
  removeHashtagGroup: asks('plan.manage', 'changes')
    .route({ method: 'DELETE', path: '/hashtag-groups/{groupId}', summary: 'Delete a group of hashtags; posts keep theirs' })
    .errors(strategyRefusals)
    .input(z.object({ groupId: z.uuid() }))
    .output(Removed),
}
