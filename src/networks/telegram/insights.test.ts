import { expect, test } from 'vitest'

import { figuresOf } from '../test-figures.ts'
import { stageForEach } from '../test-stand-in-stage.ts'
import { valueOf } from '../test-steps.ts'
import { insights } from './insights.ts'
import { setTelegramStage } from './test-stage.ts'

const stage = stageForEach(setTelegramStage)

test('members are counted as they are now, and nothing else is told', async () => {
  const at = await stage()
  const access = await at.connect()
  at.standIn.act({ kind: 'follow', by: at.friend.id, profile: at.profile.id })
  at.standIn.crowd?.({ on: at.profile.id, figures: { followers: 40 } })
  const today = at.environment().now().toZonedDateTimeISO('UTC').toPlainDate()
  expect(figuresOf(valueOf(await insights.profile.read({ from: today, to: today }, access, at.environment())))).toEqual({ followers: 43 })
  expect(insights).not.toHaveProperty('posts')
})
