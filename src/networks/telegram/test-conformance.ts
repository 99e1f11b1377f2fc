import type { Setting } from '../conformance.ts'
import { setTelegramStage } from './test-stage.ts'
import { texts } from './texts.ts'

export const setting: Setting = { texts, setStage: () => setTelegramStage({}, Temporal.Now.instant()) }
