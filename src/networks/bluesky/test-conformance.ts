import type { Setting } from '../conformance.ts'
import { setBlueskyStage } from './test-stage.ts'
import { texts } from './texts.ts'

export const setting: Setting = { texts, setStage: setBlueskyStage, tellsNumbers: false }
