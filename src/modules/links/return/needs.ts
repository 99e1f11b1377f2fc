import type { ShortNeeds } from '../needs.ts'

/** What costs and returns work with. */
export type ReturnNeeds = Pick<ShortNeeds, 'db' | 'campaignName'>
