import { sql } from 'kysely'

import { namesFrom, type NameFinders } from '#modules/teams'

/** What entries of the audit log name by an id of this module. */
export const linkNames: NameFinders = { domainId: { kind: 'domain', find: namesFrom(sql`links.domain`, { name: 'host' }) } }
