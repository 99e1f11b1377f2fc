import { implement } from '@orpc/server'

import { atTheDoor, type CallContext } from '#modules/teams'

import { links } from './contract.ts'
import { conversionHandlers } from './conversions/http.ts'
import type { ConversionNeeds } from './conversions/needs.ts'
import { readInPosts } from './in-posts/read-in-posts.ts'
import type { LinksNeeds } from './needs.ts'
import { previewLink } from './preview-link.ts'
import { returnHandlers } from './return/http.ts'
import { addDomain } from './short/add-domain.ts'
import { changeLink } from './short/change-link.ts'
import { createLink } from './short/create-link.ts'
import { listDomains } from './short/domains.ts'
import { linkClicks } from './short/link-clicks.ts'
import { listLinks, readLink } from './short/links.ts'
import { removeDomain } from './short/remove-domain.ts'
import { removeLink } from './short/remove-link.ts'
import { linkSettings } from './utm/link-settings.ts'
import { listPresets } from './utm/presets.ts'
import { removePreset } from './utm/remove-preset.ts'
import { setLinkSettings } from './utm/set-link-settings.ts'
import { setPreset } from './utm/set-preset.ts'
import { utmFor } from './utm/utm-for.ts'

export function linksRouter(needs: LinksNeeds & ConversionNeeds) {
  const { db } = needs
  const api = implement(links).$context<CallContext>().use(atTheDoor)
  return {
    preview: api.preview.handler(({ context, input }) => previewLink(needs, context.call, input)),
    create: api.create.handler(({ context, input }) => createLink(needs, context.call, input)),
    list: api.list.handler(({ context, input }) => listLinks(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
    read: api.read.handler(({ context, input }) => readLink(needs, db, { ...input, workspaceId: context.call.acting.workspaceId })),
    clicks: api.clicks.handler(({ context, input }) => linkClicks(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
    change: api.change.handler(({ context, input }) => changeLink(needs, context.call, input)),
    remove: api.remove.handler(({ context, input }) => removeLink(needs, context.call, input)),
    domains: api.domains.handler(({ context, input }) => listDomains(db, { ...input, workspaceId: context.call.acting.workspaceId })),
    addDomain: api.addDomain.handler(({ context, input }) => addDomain(needs, context.call, input)),
    removeDomain: api.removeDomain.handler(({ context, input }) => removeDomain(needs, context.call, input)),
    presets: api.presets.handler(({ context, input }) => listPresets(db, { ...input, workspaceId: context.call.acting.workspaceId })),
    setPreset: api.setPreset.handler(({ context, input }) => setPreset(needs, context.call, input)),
    removePreset: api.removePreset.handler(({ context, input }) => removePreset(needs, context.call, input)),
    utm: api.utm.handler(({ context, input }) => utmFor(needs, db, { ...input, workspaceId: context.call.acting.workspaceId })),
    settings: api.settings.handler(({ context, input }) => linkSettings(db, { ...input, workspaceId: context.call.acting.workspaceId })),
    setSettings: api.setSettings.handler(({ context, input }) => setLinkSettings(needs, context.call, input)),
    inPosts: api.inPosts.handler(({ context, input }) => readInPosts(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
    ...conversionHandlers(needs),
    ...returnHandlers(needs),
  }
}
