/** What a member does with links, for tests of what becomes of them in posts. */
export { removeLink } from '../links/short/remove-link.ts'
export { linksNeeds } from '../links/test-needs.ts'
export { setLinkSettings } from '../links/utm/set-link-settings.ts'
export { setPreset } from '../links/utm/set-preset.ts'
