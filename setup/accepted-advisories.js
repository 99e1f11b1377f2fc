/**
 * Advisories of packages that Hearth runs on which we looked at and live with: `{ id: 'GHSA-…', reason: 'why it does not reach us', until: '2027-01-31' }`.
 * After its day one counts again.
 */
export const acceptedAdvisories = []
