import type { ActionImage, StandInProfile } from '#networks/stand-in'

import type { Cast } from './make-people.ts'
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
  readonly startedAt: Temporal.Instant
  readonly at: (when: { weeksAgo: number; day: Weekday; time: string }) => Temporal.Instant
}

/** All that was done, in no order. The same story is the same deeds each time. */
export function deedsOf(telling: Telling): readonly Deed[] {
  return telling.cast.flatMap((cast) => [
    ...follows(telling, cast),
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

function aroundPost({ image, at }: Telling, { networkId, standIn, brand, people, readers }: Cast, post: PastPost): Deed[] {
  const time = at(post)
  const picture = post.picture && image(post.picture)
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
      said.id = standIn.act({ kind: 'post', by: brand.id, text: post.text, ...(picture ? { images: [picture] } : {}) }).id
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

/** Between 0 and 1, the same for the same words each time (FNV-1a). */
function chance(...words: readonly string[]): number {
  let hash = 0x811c9dc5
  for (const byte of Buffer.from(words.join('\n'))) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0) / 2 ** 32
}
