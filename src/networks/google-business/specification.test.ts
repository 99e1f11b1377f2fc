import { afterEach, expect, test } from 'vitest'

import { type Exchange, expectAsSpecified, isThere, keeping, signIn } from '../test-exchanges.ts'
import type { ClockedStage } from '../test-stand-in-stage.ts'
import { valueOf } from '../test-steps.ts'
import { connecting } from './connect.ts'
import { insights } from './insights.ts'
import { publishing } from './publishing.ts'
import { fullOffer } from './test-content.ts'
import { specification } from './test-specification.ts'
import { setGoogleBusinessStage, startJob } from './test-stage.ts'

let stage: ClockedStage | undefined
afterEach(() => stage?.close())

test.skipIf(!isThere(specification))(
  'every request of the newer APIs is as Google’s discovery documents say, and so is its answer',
  async () => {
    stage = await setGoogleBusinessStage()
    stage.standIn.addProfile({ handle: 'campfire.south', displayName: 'Campfire South', business: true })
    const exchanges: Exchange[] = []
    const environment = keeping(exchanges, stage.environment())
    await signIn(stage, connecting, environment)
    const access = await stage.connect()
    valueOf((await connecting.readLimits?.(access, environment)) ?? { ok: true, value: null })
    // Without a post the location itself is asked for.
    valueOf(await publishing.lookUp({ name: 'part 1', final: true }, startJob(access, fullOffer), environment))
    const to = stage.environment().now().toZonedDateTimeISO('UTC').toPlainDate()
    expect(
      valueOf(
        (await insights.profile?.read({ from: to.subtract({ days: 9 }), to }, access, environment)) ?? { ok: true, value: { figures: [] } },
      ).figures.length,
    ).toBeGreaterThan(0)
    // Accounts, locations, the limits of one, one by its name, and the numbers.
    expect(await expectAsSpecified(exchanges, specification)).toBe(5)
  },
)
