import type { Setting } from '../conformance.ts'
import { setRedditStage } from './test-stage.ts'
import { texts } from './texts.ts'

export const setting: Setting = { texts, setStage: () => setRedditStage({}, Temporal.Now.instant()) }
