import './tables.ts'

export { linkPlaces } from './link-places.ts'
/** @public What analytics will take. */
export { type ClicksOfDelivery, clicksOfDeliveries } from './clicks-of-deliveries.ts'
/** @public The script of conversions looks for it. */
export { clickParameter } from './click-parameter.ts'
export { noWayPage } from './door/no-way-page.ts'
export { type DoorNeeds, type LinksDoor, linksDoor } from './door/open-door.ts'
export { forgetLinks, forgetLinksOfCampaign } from './forget-links.ts'
export type { ConversionNeeds } from './conversions/needs.ts'
/** @public For the module of analytics. */
export { type ConversionsFrom, conversionsOf } from './conversions/conversions-of.ts'
export { forgetSiteSecrets } from './conversions/forget-site-secrets.ts'
export { forgetConversions } from './conversions/forget-conversions.ts'
export { mayPageSend, receiveFromPage } from './conversions/receive-from-page.ts'
export { eraseFromServer, receiveFromServer } from './conversions/receive-from-server.ts'
export { serveSiteScript } from './conversions/serve-site-script.ts'
export { linksRouter } from './http.ts'
export { workOnLinks } from './jobs.ts'
export type { BrandLinks, CopyLinks, LinkedPost, PostLinks } from './in-posts/links-wanted.ts'
export { postLinks } from './in-posts/post-links.ts'
export type { LinksNeeds } from './needs.ts'
export { forgetCampaignOfCosts } from './return/costs.ts'
