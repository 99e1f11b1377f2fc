import type { Setting } from '../conformance.ts'
import { setGoogleBusinessStage } from './test-stage.ts'
import { texts } from './texts.ts'

export const setting: Setting = { texts, setStage: () => setGoogleBusinessStage({}, Temporal.Now.instant()) }
