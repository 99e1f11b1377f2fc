import { randomUUID } from 'node:crypto'

import type { Pool } from 'pg'

import { testClock } from '#kit/clock'
import type { Db } from '#kit/database'
import { keyIdOf, openVault } from '#kit/vault'
import { testDatabase, type TestDatabase } from '#testing/database'
import { testWorkspace, type TestWorkspace } from '#testing/workspace'

import type { ConversionSite } from '../conversions-contract.ts'
import type { ClickTable } from '../tables.ts'
import type { ConversionNeeds } from './needs.ts'
import { receiveFromPage } from './receive-from-page.ts'
import { createSite } from './sites.ts'

export const shop = 'https://shop.tea.example'

interface SiteWorld extends AsyncDisposable {
  readonly db: Db
  readonly pool: Pool
  readonly team: TestWorkspace
  readonly clock: ReturnType<typeof testClock>
  readonly needs: ConversionNeeds
  readonly site: ConversionSite
  /** Somebody follows a link; a new one of the brand unless named. */
  readonly click: (at: string, more?: { kind?: ClickTable['kind']; linkId?: string }) => Promise<string>
  readonly link: (more?: { brandId?: string; campaignId?: string; postId?: string; deliveryId?: string }) => Promise<string>
  /** The shop's page tells of something at this time. */
  readonly tell: (at: string, conversion: Readonly<Record<string, unknown>>) => ReturnType<typeof receiveFromPage>
}

/** A brand with a shop that tells of conversions, in a database of its own. */
export async function siteWorld(): Promise<SiteWorld> {
  const database: TestDatabase = await testDatabase()
  const { db } = database
  const team = await testWorkspace(db)
  const clock = testClock('2026-11-24T04:00:00Z')
  const key = new Uint8Array(32).fill(7)
  const needs = { db, clock, vault: openVault({ keys: [{ id: keyIdOf(key), key }] }), publicUrl: 'https://hearth.example' }
  const site = await createSite(needs, team.owner.call('x'), { brandId: team.brandId, name: 'Shop', origins: [shop] })
  const link: SiteWorld['link'] = (more = {}) => makeLink(db, team, more)
  const linkId = await link()
  return {
    db,
    pool: database.pool,
    team,
    clock,
    needs,
    site,
    link,
    click: async (at, more = {}) => makeClick(db, { workspaceId: team.workspaceId, linkId, at, ...more }),
    tell: (at, conversion) => {
      clock.set(at)
      return receiveFromPage(needs, { key: site.key, origin: shop, body: JSON.stringify(conversion) })
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

async function makeLink(
  db: Db,
  team: TestWorkspace,
  { brandId = team.brandId, campaignId, postId, deliveryId }: NonNullable<Parameters<SiteWorld['link']>[0]>,
): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('links.link')
    .values({
      workspace_id: team.workspaceId,
      id,
      brand_id: brandId,
      code: id,
      chosen: false,
      target: `${shop}/spring`,
      campaign_id: campaignId ?? null,
      network: null,
      account_id: null,
      post_id: postId ?? null,
      delivery_id: deliveryId ?? null,
      created_by_name: null,
    })
    .execute()
  return id
}

async function makeClick(
  db: Db,
  { workspaceId, linkId, at, kind = 'person' }: { workspaceId: string; linkId: string; at: string; kind?: ClickTable['kind'] },
): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('links.click')
    .values({ workspace_id: workspaceId, id, link_id: linkId, at, kind, referrer: null, device: null, visitor: null })
    .execute()
  return id
}
