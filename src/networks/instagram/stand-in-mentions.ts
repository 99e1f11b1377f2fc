import type { Json } from '#kit/json'

import { needScope } from '../stand-in-graph-login.ts'
import { type Fields, fieldsInside, notThere, onlyKnown, pick } from '../stand-in-graph.ts'
import { shownComment } from './stand-in-comments.ts'
import { mediaFields } from './stand-in-media.ts'
import type { Media, Person } from './stand-in-state.ts'
import { namedIn } from './stand-in-told.ts'
import type { Signed } from './stand-in-wire.ts'

/** `GET /{account}/tags`: posts of others in which the account is tagged, the latest first. */
export function listTags(asked: Signed, person: Person): Json {
  needScope(asked.token, 'instagram_business_manage_comments')
  onlyKnown(asked, ['limit', 'after'])
  const { server, parameters } = asked
  const tagged = server.state.media.filter((media) => media.personId !== person.id && media.tagged.includes(person.handle)).toReversed()
  return {
    data: tagged.slice(0, Number(parameters.get('limit') ?? 25)).map((media) => othersMedia(asked, media, parameters.get('fields'))),
  }
}

function othersMedia({ server }: Signed, media: Media, fields: string | undefined): Json {
  return pick(mediaFields(server, media, fields), fields, 'IGMedia')
}

/** `mentioned_media.media_id(…)` and `mentioned_comment.comment_id(…)`: where somebody named the account, and nothing else. */
export function fieldsOfMentions(asked: Signed, person: Person): Fields {
  const { server, parameters, token } = asked
  const written = parameters.get('fields') ?? ''
  const plain = written.replaceAll(/(mentioned_\w+)\.\w+\(\d+\)/g, '$1')
  const isNamed = (text: string) => namedIn(server, text).includes(person)
  return {
    mentioned_media: () => {
      needScope(token, 'instagram_business_manage_comments')
      const id = /mentioned_media\.media_id\((\d+)\)/.exec(written)?.[1] ?? ''
      const media = server.state.media.find((each) => each.id === id && isNamed(each.caption))
      if (!media) throw notThere(id)
      return othersMedia(asked, media, fieldsInside(plain, 'mentioned_media'))
    },
    mentioned_comment: () => {
      needScope(token, 'instagram_business_manage_comments')
      const id = /mentioned_comment\.comment_id\((\d+)\)/.exec(written)?.[1] ?? ''
      const comment = server.state.comments.find((each) => each.id === id && isNamed(each.text))
      if (!comment) throw notThere(id)
      return shownComment(server, comment, fieldsInside(plain, 'mentioned_comment'))
    },
  }
}
