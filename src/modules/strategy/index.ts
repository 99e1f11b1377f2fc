import './tables.ts'

export { campaignName } from './campaign-name.ts'
export { campaignRemoved, labelRemoved } from './events.ts'
export { forgetStrategy } from './forget-strategy.ts'
export { strategyRouter } from './http.ts'
export { knownOf } from './known.ts'
export type { StrategyNeeds } from './needs.ts'
