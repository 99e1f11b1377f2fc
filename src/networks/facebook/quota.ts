import type { Quotas } from '../network.ts'

/** Thirty reels in any 24 hours for each Page, by the network's guide; it tells nobody how many are used. */
export const quotas: Quotas = { counted: [{ name: 'reels', max: 30, per: 'rolling-day', of: 'account' }] }
