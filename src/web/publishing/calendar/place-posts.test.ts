import { expect, test } from 'vitest'

import type { PostSummary } from '#contract/publishing'

import { keepTime, placePost, readDrop } from './place-posts.ts'

function scheduled(at: string, local: string, timeZone: string): PostSummary {
  return {
    id: '7f9c2f0e-52f5-4a55-8b0f-3f6cbd1c2d11',
    revision: 1,
    state: 'scheduled',
    firstLine: 'Warm bread',
    parts: 1,
    media: 0,
    networks: ['bluesky'],
    accountIds: [],
    labelIds: [],
    planned: { at, local, timeZone },
    updatedAt: at,
  }
}

const longAgo = Temporal.Instant.from('2026-01-01T00:00:00Z')
const on = (local: string) => new Date(`${local}:00Z`)

test.each([
  ['America/New_York', '2026-03-08T07:30:00Z', '2026-03-08T03:30:00Z'],
  ['America/New_York', '2026-11-01T06:30:00Z', '2026-11-01T01:30:00Z'],
  ['Europe/Berlin', '2026-03-29T01:30:00Z', '2026-03-29T03:30:00Z'],
  ['Asia/Taipei', '2026-11-24T01:30:00Z', '2026-11-24T09:30:00Z'],
  ['Asia/Kolkata', '2026-11-24T04:00:00Z', '2026-11-24T09:30:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', '2026-10-04T02:30:00Z'],
])('in %s a post planned for %s lies on the grid at %s', (zone, at, start) => {
  expect(placePost(scheduled(at, '', zone), zone, true)?.start).toBe(start)
})

test('a post in the hour that happens twice says which one it is', () => {
  const zone = 'America/New_York'
  expect(placePost(scheduled('2026-11-01T05:30:00Z', '', zone), zone, true)?.occurrence).toBe('first')
  expect(placePost(scheduled('2026-11-01T06:30:00Z', '', zone), zone, true)?.occurrence).toBe('second')
  expect(placePost(scheduled('2026-11-01T07:30:00Z', '', zone), zone, true)?.occurrence).toBeUndefined()
})

test.each([
  ['America/New_York', '2026-03-08T02:30', '2026-03-08T03:30'],
  ['Europe/Berlin', '2026-03-29T02:00', '2026-03-29T03:00'],
  ['Australia/Lord_Howe', '2026-10-04T02:00', '2026-10-04T02:30'],
])('in %s a drop on %s, which does not exist, becomes %s', (timeZone, wanted, local) => {
  expect(readDrop(on(wanted), undefined, { timeZone, now: longAgo })).toEqual({ kind: 'skipped', wanted, local })
})

test('a drop on a time that happens twice takes the first round', () => {
  const world = { timeZone: 'America/New_York', now: longAgo }
  expect(readDrop(on('2026-11-01T01:30'), undefined, world)).toEqual({ kind: 'twice', local: '2026-11-01T01:30', occurrence: 'first' })
  expect(readDrop(on('2026-11-01T02:00'), undefined, world)).toEqual({ kind: 'plain', local: '2026-11-01T02:00' })
})

test('a drop on a time whose first round has passed takes the second', () => {
  const world = { timeZone: 'America/New_York', now: Temporal.Instant.from('2026-11-01T05:30:00Z') }
  expect(readDrop(on('2026-11-01T01:30'), undefined, world)).toEqual({ kind: 'twice', local: '2026-11-01T01:30', occurrence: 'second' })
  expect(readDrop(on('2026-11-01T01:45'), undefined, world)).toEqual({ kind: 'twice', local: '2026-11-01T01:45', occurrence: 'first' })
})

test('a drop on the past is refused, the hour’s second round is not past while it is still to come', () => {
  const timeZone = 'America/New_York'
  expect(readDrop(on('2026-11-01T00:30'), undefined, { timeZone, now: Temporal.Instant.from('2026-11-01T05:00:00Z') }).kind).toBe('past')
  expect(readDrop(on('2026-11-01T01:30'), undefined, { timeZone, now: Temporal.Instant.from('2026-11-01T06:00:00Z') }).kind).toBe('twice')
  expect(readDrop(on('2026-11-01T01:30'), undefined, { timeZone, now: Temporal.Instant.from('2026-11-01T06:40:00Z') }).kind).toBe('past')
})

test('a drop where it was changes nothing', () => {
  expect(readDrop(on('2026-11-24T09:30'), '2026-11-24T09:30', { timeZone: 'Asia/Taipei', now: longAgo }).kind).toBe('same')
})

test('a day of the month view keeps the time of day', () => {
  expect(keepTime('2026-11-26', '2026-11-24T07:15')).toBe('2026-11-26T07:15')
  expect(keepTime('2026-11-26', undefined)).toBe('2026-11-26T09:00')
})
