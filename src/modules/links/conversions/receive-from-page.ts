import { announce } from '#kit/live'

import { keepConversions } from './keep-conversions.ts'
import type { ConversionNeeds } from './needs.ts'
import { noteHeard } from './note-heard.ts'
import { type NotKept, readReceived } from './received.ts'
import { holdSite, siteByKey } from './sites.ts'

type FromPage = { readonly is: 'kept' } | { readonly is: 'unknown' | 'strange-origin' } | { readonly is: 'refused'; readonly why: string }

interface Asked {
  readonly key: string
  /** As the browser says it, which a page cannot change. */
  readonly origin: string | undefined
  readonly body: string
}

/** Takes in what the script of a page tells: from the site's own pages alone. Anyone can pretend to be a visitor of them, so its values prove nothing. */
export async function receiveFromPage(
  { db, clock }: Pick<ConversionNeeds, 'db' | 'clock'>,
  { key, origin, body }: Asked,
): Promise<FromPage> {
  const found = await siteByKey(db, key)
  if (!found) return { is: 'unknown' }
  if (origin === undefined || !found.origins.includes(origin)) return { is: 'strange-origin' }
  const now = clock.now()
  const parsed = readReceived(parse(body), { now, trusted: false })
  if ('wrong' in parsed) return { is: 'refused', why: parsed.wrong }
  const outcome = await db.transaction().execute(async (tx) => {
    const site = await holdSite(tx, { workspaceId: found.workspace_id, siteId: found.id })
    const [kept] = await keepConversions(tx, { site, source: 'script', now }, [parsed.received])
    if (kept === 'fresh') await announce(tx, { to: site.workspace_id, topics: ['conversions'] })
    return kept
  })
  await noteHeard(db, found, { what: 'page_heard_at', now })
  return outcome === 'fresh' || outcome === 'known' || outcome === undefined ? { is: 'kept' } : refused(outcome)
}

function refused(why: NotKept): FromPage {
  return { is: 'refused', why }
}

/** Undefined where it is no JSON, which no conversion is either. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** Whether a page of this origin may send to the site. */
export async function mayPageSend(
  { db }: Pick<ConversionNeeds, 'db'>,
  { key, origin }: { key: string; origin: string | undefined },
): Promise<boolean> {
  const site = await siteByKey(db, key)
  return site !== undefined && origin !== undefined && site.origins.includes(origin)
}
