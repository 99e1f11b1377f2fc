import type { ActionFilm, ActionImage, StandInProfile } from '#networks/stand-in'

import { chance } from './chance.ts'
import type { Cast } from './make-people.ts'
import { crowdOfPost, followersByDay } from './past-crowd.ts'
import type { PastPost, Shown, Story, Voice, Weekday } from './story.ts'

/** Something somebody does on a network at some time; what it needs of earlier deeds it finds when its turn comes. */
export interface Deed {
  readonly at: Temporal.Instant
  readonly networkId: string
  readonly does: () => void
}

interface Telling {
  readonly story: Story
  readonly cast: readonly Cast[]
  readonly image: (picture: Shown) => ActionImage | undefined
  readonly film: (picture: Shown) => ActionFilm | undefined
  readonly startedAt: Temporal.Instant
  readonly at: (when: { weeksAgo: number; day: Weekday; time: string }) => Temporal.Instant
}

/** All that was done, in no order. The same story is the same deeds each time. */
export function deedsOf(telling: Telling): readonly Deed[] {
  return telling.cast.flatMap((cast) => [
    ...follows(telling, cast),
    ...crowdFollows(telling, cast),
    ...telling.story.past.filter(({ on }) => on.includes(cast.networkId)).flatMap((post) => aroundPost(telling, cast, post)),
    ...telling.story.voices.filter(({ on }) => on === cast.networkId).flatMap((voice) => aroundVoice(telling, cast, voice)),
    ...thisMorning(telling, cast),
  ])
}

/** Customers find the brand one after the other, over the weeks. */
function follows({ at }: Telling, { networkId, standIn, brand, people, readers }: Cast): Deed[] {
  const begin = at({ weeksAgo: 12, day: 'mon', time: '08:00' })
  return [...people, ...readers].map((person, turn) => ({
    at: begin.add({ hours: turn * 61 + Math.round(chance(person.handle, networkId) * 40) }),
    networkId,
    does: () => void standIn.act({ kind: 'follow', by: person.id, profile: brand.id }),
  }))
}

const storyWeeks = 12

/** Whom nobody knows by name: every day some come and some leave, and more come after a post that many talked about. */
function crowdFollows({ story, at, startedAt }: Telling, { networkId, standIn, brand }: Cast): Deed[] {
  const begin = at({ weeksAgo: storyWeeks, day: 'mon', time: '00:00' })
  const dayOf = (instant: Temporal.Instant) => Math.floor(instant.since(begin).total('hours') / 24)
  const loud = story.past
    .filter(({ on, success = 1 }) => success > 2 && on.includes(networkId))
    .map(({ success = 1, ...post }) => ({ day: dayOf(at(post)), success }))
  const days = dayOf(startedAt)
  // A food magazine named the brand on its page there: enough came in a day for Hearth to tell of it, once the network has settled that day.
  const named = networkId === 'instagram' ? [{ day: days - 5, success: 13 }] : []
  return followersByDay(networkId, { days, loud: [...loud, ...named] }).map(({ hours, figures }) => ({
    at: begin.add({ minutes: Math.round(hours * 60) }),
    networkId,
    does: () => standIn.crowd?.({ on: brand.id, figures }),
  }))
}

function aroundPost({ image, film, at }: Telling, { networkId, standIn, brand, people, readers }: Cast, post: PastPost): Deed[] {
  const time = at(post)
  const picture = post.picture && image(post.picture)
  const moving = post.film && film(post.film)
  const said: { id?: string } = {}
  const deed = (minutes: number, does: (postId: string) => void): Deed => ({
    at: time.add({ seconds: Math.round(minutes * 60) }),
    networkId,
    does: () => void (said.id === undefined || does(said.id)),
  })
  const posted: Deed = {
    at: time,
    networkId,
    does: () => {
      said.id = standIn.act({
        kind: 'post',
        by: brand.id,
        text: post.text,
        ...(picture ? { images: [picture] } : {}),
        ...(moving ? { film: moving } : {}),
      }).id
    },
  }
  const likes = [...people, ...readers].filter((person) => chance(person.handle, post.text, networkId) < post.liked)
  return [
    posted,
    ...likes.map(({ id, handle }) =>
      deed(5 + chance(handle, post.text) ** 3 * 1500, (postId) => void standIn.act({ kind: 'like', by: id, post: postId })),
    ),
    ...likes
      .filter(({ handle }) => chance(handle, 'repost', post.text, networkId) < 0.12)
      .map(({ id }) => deed(140, (postId) => void standIn.act({ kind: 'repost', by: id, post: postId }))),
    ...crowdOfPost(networkId, post).map(({ hours, figures }) => deed(hours * 60, (on) => standIn.crowd?.({ on, figures }))),
    ...answersOn(networkId, post).flatMap(({ by, text, reply }, turn) => {
      const person = people[by]
      if (!person) return []
      const minutes = 18 + turn * 47 + chance(text, networkId) * 90
      return conversation({ deed, standIn, brand, person, minutes, text, reply })
    }),
  ]
}

/** Each answer stands on one of the networks; the first network of a post gets the first, and so on in turn. */
function answersOn(networkId: string, { on, answers = [] }: PastPost) {
  return answers.filter((_, turn) => on[turn % on.length] === networkId)
}

interface Talk {
  readonly deed: (minutes: number, does: (postId: string) => void) => Deed
  readonly standIn: Cast['standIn']
  readonly brand: StandInProfile
  readonly person: StandInProfile
  readonly minutes: number
  readonly text: string
  readonly reply: string | undefined
}

function conversation({ deed, standIn, brand, person, minutes, text, reply }: Talk): Deed[] {
  const answered: { id?: string } = {}
  return [
    deed(minutes, (post) => {
      answered.id = standIn.act({ kind: 'reply', by: person.id, post, text }).id
    }),
    ...(reply === undefined
      ? []
      : [
          deed(minutes + 26, () => {
            if (answered.id !== undefined) standIn.act({ kind: 'reply', by: brand.id, post: answered.id, text: reply })
          }),
        ]),
  ]
}

function aroundVoice({ at }: Telling, { networkId, standIn, brand, people }: Cast, voice: Voice): Deed[] {
  const person = people[voice.by]
  if (!person) return []
  const time = at(voice)
  const later = time.add({ minutes: 34 })
  const { text, reply } = voice
  if (voice.kind === 'message') {
    const write = (by: string, to: string, words: string) => () => void standIn.act({ kind: 'message', by, to, text: words })
    return [
      { at: time, networkId, does: write(person.id, brand.id, text) },
      ...(reply === undefined ? [] : [{ at: later, networkId, does: write(brand.id, person.id, reply) }]),
    ]
  }
  const said: { id?: string } = {}
  const speak = () => {
    said.id = standIn.act({ kind: 'post', by: person.id, text: text.replace('{brand}', `@${brand.handle}`) }).id
  }
  const answer = () => {
    if (said.id === undefined || reply === undefined) return
    standIn.act({ kind: 'like', by: brand.id, post: said.id })
    standIn.act({ kind: 'reply', by: brand.id, post: said.id, text: reply })
  }
  return [
    { at: time, networkId, does: speak },
    { at: later, networkId, does: answer },
  ]
}

/** Networks that refuse repetitions will refuse the same words from Hearth. */
function thisMorning({ story: { twice }, startedAt }: Telling, { networkId, standIn, brand }: Cast): Deed[] {
  if (networkId !== twice.on) return []
  const at = startedAt.subtract({ hours: 3 })
  return [{ at, networkId, does: () => void standIn.act({ kind: 'post', by: brand.id, text: twice.text }) }]
}
