import type { Setting } from '../conformance.ts'
import { setPresentStage } from './test-stage.ts'
import { texts } from './texts.ts'

export const setting: Setting = { texts, setStage: () => setPresentStage() }
