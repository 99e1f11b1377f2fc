import type { Setting } from '../conformance.ts'
import type { Stage } from '../stage.ts'
import { picture } from './test-content.ts'
import { setPinterestStage } from './test-stage.ts'
import { texts } from './texts.ts'

export const setting: Setting = { texts, setStage }

/** A pin is known by its words, so each has a title of its own. */
async function setStage(): Promise<Stage> {
  const stage = await setPinterestStage({}, { at: Temporal.Now.instant() })
  let number = 0
  return {
    ...stage,
    get content() {
      number += 1
      return { ...picture, settings: { ...picture.settings, title: `Bread at seven, day ${number}` } }
    },
  }
}
