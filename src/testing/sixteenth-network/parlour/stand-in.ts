import { z } from 'zod'

import { html } from '#kit/html'

import { newDigits } from '../stand-in-ids.ts'
import { pageIn } from '../stand-in-page.ts'
import { messagesWith, profileWith } from '../stand-in-people.ts'
import { nowAt } from '../stand-in-time.ts'
import type { StandIn, StandInKind, StandInWorld } from '../stand-in.ts'
import { act, addPerson, shownNote, shownNotes, takeKeyBack } from './stand-in-people.ts'
import { openServer, type Person, personWith, type Picture, type Server } from './stand-in-state.ts'

/** Parlour on one address: its API and its pages. */
export const standIn: StandInKind = { id: 'parlour', open }

function open(world: StandInWorld): StandIn {
  const server = openServer(world)
  return {
    handle: (request) => handle(server, request),
    state: () => ({ ...server.state }),
    options: { address: world.origin },
    addProfile: (profile) => profileWith(server, addPerson(server, profile)),
    profiles: () => server.state.people.map((person) => profileWith(server, person)),
    connectWith: (profileId) => ({ way: 'key', fields: { key: personWith(server, profileId).key } }),
    approve: () => Promise.reject(new Error('On Parlour nobody signs in for somebody else.')),
    revoke: (profileId) => takeKeyBack(server, profileId),
    posts: (of = {}) => shownNotes(server, of),
    messages: (profileId) => messagesWith(server, profileId),
    act: (action) => act(server, action),
    read: ({ method, url, headers }) => ({ profileId: bearer(server, headers)?.id, step: stepOf(method, new URL(url, world.origin)) }),
  }
}

/** Hearth asks by its key what became of a note, and who it is when it connects or looks whether the key still opens. */
function stepOf(method: string, { pathname }: URL): string {
  if (pathname.startsWith('/v1/pictures')) return 'picture'
  if (!pathname.startsWith('/v1/notes/')) return 'other'
  return method === 'PUT' ? 'part 1' : method === 'DELETE' ? 'take-down' : 'look-up'
}

function bearer({ state }: Server, headers: Headers): Person | undefined {
  const key = headers.get('authorization')?.replace(/^Bearer /, '')
  return state.people.find((person) => person.key === key)
}

async function handle(server: Server, request: Request): Promise<Response> {
  const url = new URL(request.url)
  if (!url.pathname.startsWith('/v1/')) return pageAnswer(server, url.pathname)
  const by = bearer(server, request.headers)
  if (!by) return no(401, 'no-such-key', 'This key opens nothing here.')
  const [, , what = '', id = ''] = url.pathname.split('/')
  switch (`${request.method} ${what}`) {
    case 'GET me':
      return Response.json({ id: by.id, name: by.handle, title: by.displayName })
    case 'POST pictures':
      return hangUp(server, by, request)
    case 'PUT notes':
      return putNote(server, by, { id, asked: Note.safeParse(await request.json()) })
    case 'GET notes':
    case 'DELETE notes':
      return ownNote(server, by, { id, gone: request.method === 'DELETE' })
    default:
      return no(404, 'no-such-thing', 'There is nothing of that kind here.')
  }
}

function no(status: number, error: string, message: string): Response {
  return Response.json({ error, message }, { status })
}

async function hangUp({ state, world }: Server, by: Person, request: Request): Promise<Response> {
  const mimeType = request.headers.get('content-type') ?? ''
  const bytes = Buffer.from(await request.arrayBuffer())
  const alt = new URL(request.url).searchParams.get('alt') ?? ''
  if (mimeType !== 'image/jpeg' || bytes.length === 0 || bytes.length > 1_000_000)
    return no(422, 'no-picture', 'A picture is a JPEG of at most 1 MB.')
  if (alt.length > 500) return no(422, 'too-long', 'A picture is described in at most 500 characters.')
  const picture: Picture = { id: newDigits('6', 12), by: by.id, data: bytes.toString('base64'), mimeType, alt }
  state.pictures.push(picture)
  world.changed()
  return Response.json({ picture: picture.id }, { status: 201 })
}

const Note = z.strictObject({ text: z.string(), pictures: z.array(z.string()) })

function putNote({ state, world }: Server, by: Person, { id, asked }: { id: string; asked: z.ZodSafeParseResult<z.infer<typeof Note>> }) {
  if (state.notes.some((note) => note.id === id)) return no(409, 'note-exists', 'There is a note under this key.')
  if (!asked.success) return no(400, 'no-note', 'A note is a text and a list of pictures.')
  const { text, pictures: ids } = asked.data
  const pictures = ids.flatMap((each) => state.pictures.filter((picture) => picture.id === each && picture.by === by.id))
  if (!/^[\w-]{20,60}$/.test(id)) return no(422, 'no-key', 'A key has 20 to 60 letters, digits and hyphens.')
  if (pictures.length < ids.length) return no(422, 'no-such-picture', 'A picture of this note was never hung up.')
  if ((text.trim() === '' && ids.length === 0) || Array.from(text).length > 200 || ids.length > 2)
    return no(422, 'note-refused', 'A note has 1 to 200 characters and at most 2 pictures.')
  state.notes.push({ id, by: by.id, text, pictures, at: nowAt({ world }), likes: [], reposts: [] })
  world.changed()
  return Response.json({ note: id }, { status: 201 })
}

function ownNote({ state, world }: Server, by: Person, { id, gone }: { readonly id: string; readonly gone: boolean }): Response {
  const at = state.notes.findIndex((note) => note.id === id && note.by === by.id)
  if (at < 0) return no(404, 'no-such-note', 'There is no note under this key.')
  if (gone) state.notes.splice(at, 1)
  if (gone) world.changed()
  return Response.json(gone ? {} : { note: id })
}

const page = pageIn(html`body{max-width:36rem;margin:2rem auto;font:16px/1.5 system-ui,sans-serif}`)

function pageAnswer(server: Server, path: string): Response {
  const [, first = '', id = ''] = path.split('/')
  const { state } = server
  const picture = state.notes.flatMap(({ pictures }) => pictures).find((each) => first === 'pictures' && each.id === id)
  if (picture) return new Response(Buffer.from(picture.data, 'base64'), { headers: { 'content-type': picture.mimeType } })
  const note = state.notes.find((each) => first === 'notes' && each.id === id)
  if (!note) return page('Parlour', [html`<p>Nothing here.</p>`], { status: 404 })
  const shown = [note, ...state.notes.filter(({ replyTo }) => replyTo === note.id)].map((each) => shownNote(server, each))
  return page(
    'Parlour',
    shown.map(({ text, images }) => html`<p>${text} ${images.map(({ url, alt }) => html`<img src="${url}" alt="${alt}" />`)}</p>`),
  )
}
