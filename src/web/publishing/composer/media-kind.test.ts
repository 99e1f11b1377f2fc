import { expect, test } from 'vitest'

import { kindOf, sortFiles } from './media-kind.ts'

const file = (name: string, type = '') => new File([], name, { type })

test('pictures, videos and documents are taken, by their type or else their name', () => {
  const taken = [
    file('tea.jpg', 'image/jpeg'),
    file('tea.HEIC'),
    file('roast.mp4', 'video/mp4'),
    file('roast.MKV'),
    file('list.pdf', 'application/pdf'),
    file('talk.pptx'),
  ]
  expect(sortFiles(taken)).toEqual({ taken, others: [] })
  expect(taken.map((each) => kindOf({ upload: { file: each, progress: 0 } }))).toEqual([
    'image',
    'image',
    'video',
    'video',
    'document',
    'document',
  ])
})

test('what no post can show is named', () => {
  expect(sortFiles([file('logo.svg', 'image/svg+xml'), file('a.zip'), file('tea.png', 'image/png')])).toMatchObject({
    others: ['logo.svg', 'a.zip'],
  })
})
