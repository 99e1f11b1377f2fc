/** What sites and members do about conversions, for tests of how they are counted. */
export { addConversion } from '../links/conversions/add-conversion.ts'
export { eraseConversions } from '../links/conversions/erase-conversions.ts'
export { importConversions } from '../links/conversions/import-conversions.ts'
export { createSite } from '../links/conversions/sites.ts'
export { setWindow } from '../links/conversions/window.ts'
