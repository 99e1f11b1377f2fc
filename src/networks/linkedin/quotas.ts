import type { Quotas } from '../network.ts'

/** While an app is in development. What holds after approval is shown in the network's portal only, and no answer tells what is used. */
export const quotas: Quotas = {
  counted: [
    { name: 'member_calls', max: 100, per: 'day', of: 'account' },
    { name: 'app_calls', max: 500, per: 'day', of: 'app' },
  ],
}
