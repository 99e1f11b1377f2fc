import type { Quotas } from '../network.ts'

/** From the network's guidelines; how much of it is used, also by other tools, it does not tell. */
export const quotas: Quotas = {
  counted: [
    { name: 'posts', max: 15, per: 'rolling-day', of: 'account' },
    { name: 'drafts', max: 5, per: 'rolling-day', of: 'account' },
  ],
}
