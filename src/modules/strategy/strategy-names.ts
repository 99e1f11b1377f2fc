import { sql } from 'kysely'

import { namesFrom, type NameFinders } from '#modules/teams'

const label = { kind: 'label', find: namesFrom(sql`strategy.label`) } as const
const campaign = { kind: 'campaign', find: namesFrom(sql`strategy.campaign`) } as const

/** What entries of the audit log name by an id of this module. */
export const strategyNames: NameFinders = { labelId: label, labelIds: label, campaignId: campaign }
