export { linksRouter } from './http.ts'
export type { LinksNeeds } from './needs.ts'
