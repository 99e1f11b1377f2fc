import type { Quotas } from '../network.ts'

/** Google counts for the whole project and begins anew at midnight on the Pacific coast. It tells nobody what is used, so Hearth counts. */
export const quotas: Quotas = {
  counted: [
    { name: 'uploads', max: 100, per: 'day', zone: 'America/Los_Angeles', of: 'app' },
    { name: 'units', max: 10_000, per: 'day', zone: 'America/Los_Angeles', of: 'app' },
  ],
}
