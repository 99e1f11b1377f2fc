import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { ConversionNeeds } from './needs.ts'
import { noteHeard } from './note-heard.ts'
import { siteByKey } from './sites.ts'

interface Script {
  readonly text: string
  readonly etag: string
}

let script: Promise<Script> | undefined

/** The script for the pages of a site; undefined where no site has the key. Loaded by a page of the site, it is a sign that its tag stands. */
export async function serveSiteScript(
  { db, clock }: Pick<ConversionNeeds, 'db' | 'clock'>,
  { key, referrer }: { key: string; referrer: string | undefined },
): Promise<Script | undefined> {
  const site = await siteByKey(db, key)
  if (!site) return undefined
  const origin = referrer !== undefined && URL.canParse(referrer) ? new URL(referrer).origin : undefined
  if (origin !== undefined && site.origins.includes(origin)) await noteHeard(db, site, { what: 'script_seen_at', now: clock.now() })
  return (script ??= readScript())
}

/** The same for every site: it knows where it was loaded from. */
async function readScript(): Promise<Script> {
  const source = await readFile(join(import.meta.dirname, 'site-script.js'), 'utf8')
  const lines = source.split('\n').map((line) => line.trim())
  const text = lines.filter((line) => line !== '' && !line.startsWith('//')).join('\n')
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
}
