import './tables.ts'

/** @public What analytics will take. */
export { clicksOf, type HourOfClicks } from './clicks-of.ts'
/** @public Conversions look for it. */
export { clickParameter } from './click-parameter.ts'
export { noWayPage } from './door/no-way-page.ts'
export { type LinksDoor, linksDoor } from './door/open-door.ts'
export { forgetLinks, forgetLinksOfCampaign } from './forget-links.ts'
export { linksRouter } from './http.ts'
export { workOnLinks } from './jobs.ts'
export type { LinksNeeds } from './needs.ts'
