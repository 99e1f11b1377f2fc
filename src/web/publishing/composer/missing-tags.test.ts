import { expect, test } from 'vitest'

import { missingTags } from './missing-tags.ts'

test('only hashtags that the text does not carry yet are written into it', () => {
  const tags = ['Oolong', 'wintertea', '冬茶']
  expect(missingTags(tags, '')).toEqual(tags)
  expect(missingTags(tags, 'Roasted today #oolong ＃冬茶')).toEqual(['wintertea'])
  expect(missingTags(tags, '#oolongs')).toEqual(tags)
})
