import { expect, test } from 'vitest'

import { isReachableFromOutside } from './public-address.ts'

test.each(['https://hearth.example', 'https://social.brand.com:8443/media/x', 'https://8.8.8.8', 'https://[2606:4700::1111]'])(
  '%s can be fetched by a network',
  (address) => {
    expect(isReachableFromOutside(address)).toBe(true)
  },
)

test.each([
  'http://hearth.example',
  'http://127.0.0.1:4600',
  'https://localhost',
  'https://192.168.1.5:4600',
  'https://[::1]',
  'https://[fd00::1]',
  'https://hearth',
  'https://hearth.local',
  'https://hearth.home.arpa',
  'not an address',
])('%s cannot', (address) => {
  expect(isReachableFromOutside(address)).toBe(false)
})
