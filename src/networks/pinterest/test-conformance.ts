import type { Setting } from '../conformance.ts'
import { setPinterestStage } from './test-stage.ts'
import { texts } from './texts.ts'

export const setting: Setting = { texts, setStage: () => setPinterestStage({}, { at: Temporal.Now.instant() }) }
