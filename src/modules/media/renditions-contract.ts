import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Instant } from '#kit/contract'

/** A film as it is made for networks. `reason` is a text of the networks. */
export const Rendition = z.object({
  mediaId: z.uuid(),
  key: z.string(),
  state: z.enum(['queued', 'running', 'ready', 'failed']),
  /** 0 to 1. */
  progress: z.number(),
  /** Of one that failed. */
  reason: z.string().optional(),
  /** Of one that is ready. `as-it-is`: the film fits and nothing was made. */
  how: z.enum(['as-it-is', 'copied', 'encoded']).optional(),
  bytes: z.int().optional(),
  width: z.int().optional(),
  height: z.int().optional(),
  seconds: z.number().optional(),
  changedAt: Instant,
})
export type Rendition = z.output<typeof Rendition>

const which = z.object({ mediaId: z.uuid(), key: z.string().regex(/^[0-9a-f]{32}$/) })

/** Procedures of the module `media` about what is made of films. */
export const renditions = {
  renditions: asks('media.read', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/media/renditions',
      summary: 'What is made of the brand’s videos for networks, or of one video; newest first',
    })
    .input(z.object({ brandId: z.uuid(), mediaId: z.uuid().optional(), unfinished: z.stringbool().or(z.boolean()).default(false) }))
    .output(z.array(Rendition)),
  cancelRendition: asks('media.write', 'changes', 'accounts')
    .route({ method: 'POST', path: '/media/{mediaId}/renditions/{key}/cancel', summary: 'Call off the making of a video for networks' })
    .errors(commonRefusals)
    .input(which)
    .output(Rendition),
  retryRendition: asks('media.write', 'changes', 'accounts')
    .route({ method: 'POST', path: '/media/{mediaId}/renditions/{key}/retry', summary: 'Make a video again that failed or was called off' })
    .errors(commonRefusals)
    .input(which)
    .output(Rendition),
}
