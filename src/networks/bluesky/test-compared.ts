import { z } from 'zod'

import { type Answer, ask, type Call, type Place, post } from './test-compared-wire.ts'

const collection = 'app.bsky.feed.post'
const createdAt = '2027-03-01T12:00:00.000Z'
const rkey = '3lzabcdefgh2a'

function put(at: Place, changes: Record<string, unknown> = {}, record: Record<string, unknown> = {}): Promise<Answer> {
  const sent = { repo: at.did, collection, rkey, record: { $type: collection, text: 'Hello 開幕夜', createdAt, ...record }, ...changes }
  return post(at, 'com.atproto.repo.putRecord', sent)
}

/** About records. */
export const middle: readonly [string, Call][] = [
  ['a post that is not there', (at) => ask(at.origin, `com.atproto.repo.getRecord?repo=${at.did}&collection=${collection}&rkey=${rkey}`)],
  ['a new post', (at) => put(at, { swapRecord: null })],
  ['the same post again', (at) => put(at, { swapRecord: null })],
  ['another post under the same key', (at) => put(at, { swapRecord: null }, { text: 'Other' })],
  [
    'another post instead of one that is not there',
    (at) => put(at, { swapRecord: 'bafyreibme22gw2h7y2h7tg2fhqotaqjucnbc24deqo72b6mkl2egezxhvy' }, { text: 'Other' }),
  ],
  ['the post', (at) => ask(at.origin, `com.atproto.repo.getRecord?repo=${at.did}&collection=${collection}&rkey=${rkey}`)],
  ['the post by handle', (at) => ask(at.origin, `com.atproto.repo.getRecord?repo=${at.handle}&collection=${collection}&rkey=${rkey}`)],
  ['a record without its key', (at) => ask(at.origin, `com.atproto.repo.getRecord?repo=${at.did}&collection=${collection}`)],
  ['all posts', (at) => ask(at.origin, `com.atproto.repo.listRecords?repo=${at.did}&collection=${collection}`)],
  [
    'all posts with a wrong limit',
    (at) => ask(at.origin, `com.atproto.repo.listRecords?repo=${at.did}&collection=${collection}&limit=1000`),
  ],
  ['a post without a token', (at) => put({ ...at, access: '' })],
  ['a post with a token of nobody', (at) => put({ ...at, access: 'a.b.c' })],
  ['a post in another’s name', (at) => put(at, { repo: 'kindling.test' })],
  ['a post in nobody’s name', (at) => put(at, { repo: 'nobody.test' })],
  ['a post under a strange key', (at) => put(at, { rkey: 'not a key' })],
  ['a post under a key of another kind', (at) => put(at, { rkey: 'hello' })],
  ['a post of another type', (at) => put(at, {}, { $type: 'app.bsky.feed.like' })],
  ['a post in a strange collection', (at) => put(at, { collection: 'posts' })],
  ['300 characters', (at) => put(at, { rkey: '3lzabcdefgh2b' }, { text: '👨‍👩‍👧‍👦'.repeat(100) + '字'.repeat(150) })],
  ['301 characters', (at) => put(at, {}, { text: 'x'.repeat(301) })],
  ['more than 3,000 bytes', (at) => put(at, {}, { text: '👨‍👩‍👧‍👦'.repeat(200) })],
  ['a post without a date', (at) => put(at, {}, { createdAt: undefined })],
  ['a post with a strange date', (at) => put(at, {}, { createdAt: '1 March 2027' })],
  ['four languages', (at) => put(at, {}, { langs: ['en', 'zh-TW', 'ja', 'de'] })],
  ['a language that is none', (at) => put(at, {}, { langs: ['not a language'] })],
  ['facets without numbers', (at) => put(at, {}, { facets: [{ index: { byteStart: -1, byteEnd: 2 }, features: [] }] })],
  [
    'a link that is none',
    (at) =>
      put(
        at,
        {},
        { facets: [{ index: { byteStart: 0, byteEnd: 2 }, features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'nowhere' }] }] },
      ),
  ],
  [
    'a tag that is too long',
    (at) =>
      put(
        at,
        {},
        { facets: [{ index: { byteStart: 0, byteEnd: 2 }, features: [{ $type: 'app.bsky.richtext.facet#tag', tag: 'x'.repeat(65) }] }] },
      ),
  ],
  [
    'a mention of nobody',
    (at) =>
      put(
        at,
        {},
        { facets: [{ index: { byteStart: 0, byteEnd: 2 }, features: [{ $type: 'app.bsky.richtext.facet#mention', did: 'kindling' }] }] },
      ),
  ],
  ['an answer without its root', (at) => put(at, {}, { reply: { parent: { uri: 'at://x', cid: 'y' } } })],
  [
    'a picture',
    (at) => put(at, { rkey: '3lzabcdefgh2c' }, { embed: { $type: 'app.bsky.embed.images', images: [{ image: at.blob, alt: '' }] } }),
  ],
  [
    'a picture nobody uploaded',
    (at) =>
      put(
        at,
        {},
        {
          embed: images({
            $type: 'blob',
            ref: { $link: 'bafkreibme22gw2h7y2h7tg2fhqotaqjucnbc24deqo72b6mkl2egezxhvy' },
            mimeType: 'image/png',
            size: 100,
          }),
        },
      ),
  ],
  [
    'a picture without a text for those who do not see it',
    (at) => put(at, {}, { embed: { $type: 'app.bsky.embed.images', images: [{ image: at.blob }] } }),
  ],
  ['a picture that is a text', (at) => put(at, {}, { embed: images({ ...blobOf(at), mimeType: 'text/plain' }) })],
  ['a picture that says to be too large', (at) => put(at, {}, { embed: images({ ...blobOf(at), size: 2_000_001 }) })],
  [
    'five pictures',
    (at) =>
      put(at, {}, { embed: { $type: 'app.bsky.embed.images', images: Array.from({ length: 5 }, () => ({ image: at.blob, alt: '' })) } }),
  ],
  [
    'a card',
    (at) =>
      put(
        at,
        { rkey: '3lzabcdefgh2d' },
        {
          embed: {
            $type: 'app.bsky.embed.external',
            external: { uri: 'https://hearth.example/a', title: 'A', description: '', thumb: at.blob },
          },
        },
      ),
  ],
  [
    'a card without a title',
    (at) => put(at, {}, { embed: { $type: 'app.bsky.embed.external', external: { uri: 'https://hearth.example/a', description: '' } } }),
  ],
  ['an embed nobody knows', (at) => put(at, { rkey: '3lzabcdefgh2e' }, { embed: { $type: 'example.embed.thing', thing: 1 } })],
  [
    'a quote',
    withRefs(async (at) => put(at, { rkey: '3lzabcdefgh2f' }, { embed: { $type: 'app.bsky.embed.record', record: await refOf(at) } })),
  ],
  ['an answer', withRefs(async (at) => put(at, { rkey: '3lzabcdefgh2g' }, { reply: { root: await refOf(at), parent: await refOf(at) } }))],
  [
    'a like',
    withRefs(async (at) =>
      post(at, 'com.atproto.repo.createRecord', {
        repo: at.did,
        collection: 'app.bsky.feed.like',
        rkey: '3lzabcdefgh2h',
        record: { subject: await refOf(at), createdAt },
      }),
    ),
  ],
  [
    'a new post on a key that is taken',
    (at) => post(at, 'com.atproto.repo.createRecord', { repo: at.did, collection, rkey, record: { text: 'Again', createdAt } }),
  ],
  [
    'a record of another program',
    (at) => put(at, { collection: 'example.app.thing', rkey: 'one' }, { $type: 'example.app.thing', deep: [1, { b: true, a: null }] }),
  ],
  [
    'all posts, three at a time',
    withRefs((at) => ask(at.origin, `com.atproto.repo.listRecords?repo=${at.did}&collection=${collection}&limit=3`)),
  ],
  [
    'all posts, from the oldest, after one',
    withRefs((at) =>
      ask(at.origin, `com.atproto.repo.listRecords?repo=${at.did}&collection=${collection}&reverse=true&cursor=3lzabcdefgh2d`),
    ),
  ],
  ['a gate', withRefs((at) => gate(at))],
  ['a gate that lets those who are followed answer, over the one that was read', withRefs(gateOverWhatWasRead)],
  ['a gate over one that was never there', withRefs((at) => gate(at, { createdAt }, { swapRecord: null }))],
  ['a gate with six rules', (at) => gate(at, { allow: Array.from({ length: 6 }, () => ({ $type: `${gates}#followerRule` })) })],
  ['a gate with a rule nobody knows', withRefs((at) => gate(at, { allow: [{ $type: 'example.rule' }] }))],
  ['a gate for those on a list that is no address', (at) => gate(at, { allow: [{ $type: `${gates}#listRule`, list: 'friends' }] })],
  ['a gate that hides too many', (at) => gate(at, { hiddenReplies: Array.from({ length: 301 }, () => postOf(at)) })],
  ['a gate that hides what is no address', (at) => gate(at, { hiddenReplies: ['that one'] })],
  ['a gate without its post', (at) => gate(at, { post: undefined })],
  ['whose messages are taken', withRefs((at) => declaration(at, { allowIncoming: 'all' }))],
  ['whose messages are taken, without saying so', (at) => declaration(at, {})],
  [
    'a question for another service of which nobody knows',
    (at) => ask(at.origin, 'chat.bsky.convo.getLog', throughService(at, 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa')),
  ],
  ['deleting the post', (at) => post(at, 'com.atproto.repo.deleteRecord', { repo: at.did, collection, rkey })],
  ['deleting it again', (at) => post(at, 'com.atproto.repo.deleteRecord', { repo: at.did, collection, rkey })],
  ['deleting without a token', (at) => post({ origin: at.origin }, 'com.atproto.repo.deleteRecord', { repo: at.did, collection, rkey })],
  ['a method asked the wrong way', (at) => ask(at.origin, 'com.atproto.repo.putRecord')],
  ['a question asked the wrong way', (at) => post(at, 'com.atproto.repo.getRecord', {})],
  ['a method nobody has', (at) => ask(at.origin, 'com.atproto.repo.fly')],
]

const gates = 'app.bsky.feed.threadgate'

function postOf({ did }: Place): string {
  return `at://${did}/${collection}/${rkey}`
}

function gate(at: Place, record: Record<string, unknown> = {}, changes: Record<string, unknown> = {}): Promise<Answer> {
  const sent = { $type: gates, post: postOf(at), hiddenReplies: [postOf(at)], createdAt, ...record }
  return post(at, 'com.atproto.repo.putRecord', { repo: at.did, collection: gates, rkey, record: sent, ...changes })
}

function declaration(at: Place, said: Record<string, unknown>): Promise<Answer> {
  const record = { $type: 'chat.bsky.actor.declaration', ...said }
  return post(at, 'com.atproto.repo.putRecord', { repo: at.did, collection: record.$type, rkey: 'self', record })
}

function throughService({ access }: Place, service: string): RequestInit {
  return { headers: { authorization: `Bearer ${access}`, 'atproto-proxy': `${service}#chat` } }
}

async function gateOverWhatWasRead(at: Place): Promise<Answer> {
  const { body } = await ask(at.origin, `com.atproto.repo.getRecord?repo=${at.did}&collection=${gates}&rkey=${rkey}`)
  const { cid, value } = z.object({ cid: z.string(), value: z.record(z.string(), z.unknown()) }).parse(body)
  return gate(at, { ...value, allow: [{ $type: `${gates}#followingRule` }] }, { swapRecord: cid })
}

/** Records that point to others hold who somebody is, so that their addresses differ. */
function withRefs(call: Call): Call {
  return async (at) => {
    const { status, body } = await call(at)
    return { status, body: JSON.parse(JSON.stringify(body).replaceAll(/bafyrei[a-z2-7]+/g, 'CID')) }
  }
}

function images(image: unknown) {
  return { $type: 'app.bsky.embed.images', images: [{ image, alt: '' }] }
}

function blobOf({ blob }: Place) {
  return z.looseObject({ $type: z.string() }).parse(blob)
}

async function refOf(at: Place): Promise<unknown> {
  const { body } = await ask(at.origin, `com.atproto.repo.getRecord?repo=${at.did}&collection=${collection}&rkey=${rkey}`)
  return z.object({ uri: z.string(), cid: z.string() }).parse(body)
}
