import type { StandIn } from '../stand-in.ts'
import { collection, gateOf, hiddenBy } from './stand-in-gates.ts'
import { PostValue } from './stand-in-posts.ts'
import { writeRecord } from './stand-in-repo.ts'
import type { Server } from './stand-in-wire.ts'

type Hiding = Parameters<NonNullable<StandIn['hide']>>[0]

/** In the app: whoever began a talk hides an answer in it, or shows it again. @throws Error where the app would not let them. */
export function hide(server: Server, { by, post, hidden }: Hiding): void {
  const { state, world } = server
  const person = state.people.get(by)
  const answer = state.records.get(post)
  const root = answer && PostValue.safeParse(answer.value).data?.reply?.root.uri
  if (!person || !answer || root === undefined) throw new Error('This is no answer to a post on Bluesky.')
  if (state.records.get(root)?.did !== by) throw new Error('Only whoever wrote the first post hides answers to it.')
  if (answer.did === by) throw new Error('Nobody hides what they wrote themselves.')
  const gate = gateOf(state, root)
  const before = hiddenBy(gate)
  if (before.includes(post) === hidden) return
  const hiddenReplies = hidden ? [...before, post] : before.filter((uri) => uri !== post)
  const createdAt = world.now().toString({ smallestUnit: 'millisecond' })
  const record = { ...(gate?.value ?? { post: root, createdAt }), hiddenReplies }
  writeRecord(server, person, { collection, rkey: root.split('/').at(-1) ?? '', record })
}
