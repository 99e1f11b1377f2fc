import { join } from 'node:path'

import type { Clock } from '#kit/clock'
import type { Tx } from '#kit/database'
import { turns } from '#kit/turns'
import { type AnalyticsNeeds, announceUnusual } from '#modules/analytics'
import {
  accountNames,
  accountPlaces,
  accountsKnownAs,
  connectedAccounts,
  type ConnectionsNeeds,
  findAccounts,
  listAccounts,
  storedTogether,
  webhookKeys,
  withAccess,
} from '#modules/connections'
import type { DemoNeeds } from '#modules/demo'
import { approvals, type ChecklistFacts, type GovernanceNeeds, hasWorkflow } from '#modules/governance'
import { handlers, heardByHour, type InboxNeeds, mentionsByDay, ruling, understander } from '#modules/inbox'
import { clicksOfDeliveries, type ConversionNeeds, type LinksNeeds, postLinks, touchedConversions } from '#modules/links'
import { findMedia, mediaForNetwork, prepareRenditions, smallPicture, type MediaNeeds } from '#modules/media'
import { hookOrigins, type NotificationsNeeds, type NotificationWorkNeeds, notifier, type Notify } from '#modules/notifications'
import {
  countPlanned,
  hasPublished,
  heldPosts,
  isMediaUsed,
  mediaUses,
  noteLookUp,
  outwardPosts,
  shownPosts,
  type WorkerNeeds,
} from '#modules/publishing'
import { hasSchedules, type ReportsNeeds } from '#modules/reports'
import { campaignName, knownOf, namesOf, type StrategyNeeds } from '#modules/strategy'
import { type Acting, brandOf, type TeamsNeeds } from '#modules/teams'
import { networkById, networks } from '#networks'

import type { Foundation } from './foundation.ts'
import { nameFinders } from './names.ts'
import type { Outside } from './outside.ts'
import { finderOf } from './places.ts'

/** What each module is given to work with. */
export interface ModuleNeeds {
  readonly teams: TeamsNeeds
  readonly notifications: NotificationsNeeds & NotificationWorkNeeds
  readonly connections: ConnectionsNeeds
  readonly media: MediaNeeds
  readonly links: LinksNeeds & ConversionNeeds
  readonly strategy: StrategyNeeds
  readonly governance: GovernanceNeeds
  readonly publishing: WorkerNeeds
  readonly inbox: InboxNeeds
  readonly analytics: AnalyticsNeeds
  readonly reports: ReportsNeeds
  readonly demo: DemoNeeds
}

interface Process {
  readonly clock: Clock
  readonly setupCode: string | undefined
  readonly resolveActing: (headers: Headers) => Promise<Acting | undefined>
  readonly outside: Outside
  readonly demo: Pick<DemoNeeds, 'sandbox' | 'api' | 'linksDoor'>
  readonly countWebhooks: InboxNeeds['webhooks']['counted']
}

/** Hands the foundation, and what lies lower in the order of modules, to each module. */
export function moduleNeeds(
  foundation: Foundation,
  { clock, setupCode, resolveActing, outside, demo, countWebhooks }: Process,
): ModuleNeeds {
  const { config, log, db, jobs, events, live, vault, secretKey, storage, mail, fetch, allowedOrigins, dataDir } = foundation
  const { publicUrl } = config
  const notify = notifier(jobs, { finder: finderOf, clock })
  const connections: ConnectionsNeeds = {
    db,
    clock,
    events,
    vault,
    notify,
    networks,
    ...outside,
    installationOptions: (network) => config.networkOptions[network] ?? {},
    secretKey,
    publicUrl,
    plannedPosts: countPlanned,
    noteLookUp,
    renewing: turns(3),
  }
  const media: MediaNeeds = {
    db,
    clock,
    log,
    storage,
    uploadsFolder: join(dataDir, 'uploads'),
    workFolder: join(dataDir, 'work'),
    jobs,
    secretKey,
    publicUrl,
    isUsed: isMediaUsed,
    uses: mediaUses,
  }
  const links = { ...media, fetch, campaignName, namesOf, vault }
  const publishing = publishingNeeds(foundation, { connections, media, links, outside, clock, notify })
  const analytics: AnalyticsNeeds = { db, clock, jobs, log, publishing, mentionsByDay, clicksOfDeliveries, touchedConversions }
  return {
    teams: {
      db,
      clock,
      jobs,
      events,
      secretKey,
      publicUrl,
      mail,
      vault,
      fetch: outside.fetch,
      setupCode,
      accountPlaces: accountPlaces.accountId,
      nameFinders,
      isBrandInUse,
    },
    notifications: {
      db,
      clock,
      live,
      resolveActing,
      publicUrl,
      mail,
      jobs,
      vault,
      notify,
      fetchFor: outside.fetch,
      allowedOrigins,
      hookOrigins,
    },
    connections,
    media,
    links,
    strategy: { db, clock, events },
    governance: {
      db,
      clock,
      events,
      jobs,
      notify,
      mail,
      secretKey,
      publicUrl,
      facts: checklistFacts,
      outward: { ...outwardPosts(publishing), heard: heardByHour },
      posts: { ...heldPosts(publishing), ...shownPosts(publishing, media) },
    },
    publishing,
    inbox: {
      db,
      jobs,
      log,
      publishing,
      understander: understander(),
      ruling: ruling(),
      notify,
      webhooks: {
        keys: (of) => webhookKeys(connections, of),
        accounts: accountsKnownAs,
        counted: countWebhooks,
        handlers: handlers(),
      },
    },
    analytics,
    reports: {
      db,
      clock,
      jobs,
      mail,
      notify,
      secretKey,
      publicUrl,
      analytics,
      picture: (wanted) => smallPicture(media, wanted),
      networkName: (id) => networkById(id)?.name ?? id,
    },
    demo: { db, clock, jobs, events, log, announceUnusual: () => announceUnusual(analytics), ...demo },
  }
}

async function isBrandInUse(tx: Tx, of: { workspaceId: string; brandId: string }): Promise<boolean> {
  return (await listAccounts(tx, of, of)).length > 0 || (await hasSchedules(tx, of))
}

/** What is known of a brand by itself. */
const checklistFacts: ChecklistFacts = {
  networks: networks.filter(({ publishing }) => publishing !== undefined).map(({ id }) => id),
  connected: async (db, of) => [...new Set((await listAccounts(db, of)).map(({ network }) => network))],
  hasPublished,
  workflow: hasWorkflow,
}

interface BelowPublishing {
  readonly connections: ConnectionsNeeds
  readonly media: MediaNeeds
  readonly links: LinksNeeds
  readonly outside: Outside
  readonly clock: Clock
  readonly notify: Notify
}

function publishingNeeds(
  { config, db, jobs, events, log }: Foundation,
  { connections, media, links, outside, clock, notify }: BelowPublishing,
): WorkerNeeds {
  const stored = storedTogether(db)
  return {
    db,
    jobs,
    events,
    notify,
    log,
    network: networkById,
    brand: brandOf,
    known: knownOf,
    links: postLinks(links),
    approvals: approvals({ clock, notify }),
    accounts: {
      find: findAccounts,
      names: accountNames,
      connected: connectedAccounts,
      withAccess: (of, work) => withAccess({ ...connections, stored }, of, work),
    },
    media: {
      find: findMedia,
      forNetwork: (workspaceId) => mediaForNetwork(media, workspaceId),
      prepare: (tx, of) => prepareRenditions(media, tx, of),
    },
    environment: ({ workspaceId, networkId }) => ({
      fetch: outside.fetch(workspaceId),
      options: config.networkOptions[networkId] ?? {},
      now: () => clock.now(),
    }),
  }
}
