import { implement } from '@orpc/server'

import { atTheDoor, type CallContext } from '#modules/teams'

import { links } from './contract.ts'
import type { LinksNeeds } from './needs.ts'
import { previewLink } from './preview-link.ts'

export function linksRouter(needs: LinksNeeds) {
  const api = implement(links).$context<CallContext>().use(atTheDoor)
  return { preview: api.preview.handler(({ context, input }) => previewLink(needs, context.call, input)) }
}
