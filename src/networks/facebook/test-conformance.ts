import type { Setting } from '../conformance.ts'
import { setFacebookStage } from './test-stage.ts'
import { texts } from './texts.ts'

export const setting: Setting = { texts, setStage: () => setFacebookStage({}, Temporal.Now.instant()) }
