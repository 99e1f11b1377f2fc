import { z } from 'zod'

import type { Json } from '#kit/json'

import { newestFirst } from '../stand-in-people.ts'
import { nowAt } from '../stand-in-time.ts'
import { boardOf } from './stand-in-boards.ts'
import { asPage, Paging } from './stand-in-page-of.ts'
import { Source, shownBy } from './stand-in-sources.ts'
import { newId, personWith, type Picture, type Pin, type Server } from './stand-in-state.ts'
import { ApiError, invalid, notThere, readJson, readQuery, type Signed } from './stand-in-wire.ts'

const Id = z.string().regex(/^\d+$/)
const words = {
  title: z.string().max(100).nullish(),
  description: z.string().max(800).nullish(),
  alt_text: z.string().max(500).nullish(),
  link: z.string().max(2048).nullish(),
}
const Creating = z.strictObject({ board_id: Id, board_section_id: Id.nullish(), ...words, media_source: Source })
const Slot = z.strictObject({ title: z.string().optional(), description: z.string().optional(), link: z.string().optional() })
const Changing = z.strictObject({
  board_id: Id.optional(),
  board_section_id: Id.nullish(),
  ...words,
  carousel_slots: z.array(Slot).optional(),
})

/** `POST /v5/pins` @throws ApiError */
export async function createPin(asked: Signed): Promise<Json> {
  const { server, grant } = asked
  const said = readJson(asked, Creating)
  if (!server.settings.standard)
    throw new ApiError(403, 29, 'Apps with Trial access may not create Pins in production - use API Sandbox instead.')
  const place = placeIn(asked, said.board_id, said.board_section_id)
  const link = checkedLink(said.link)
  const shown = await shownBy(asked, said.media_source)
  const pin: Pin = {
    id: newId(),
    personId: grant.personId,
    ...place,
    title: said.title ?? '',
    description: said.description ?? '',
    alt: said.alt_text ?? '',
    link,
    ...shown,
    at: nowAt(server),
    likes: [],
    saves: [],
  }
  keepPin(server, pin)
  return pinJson(server, pin)
}

export function keepPin(server: Server, pin: Pin): void {
  server.state.pins.push(pin)
  const board = server.state.boards.find(({ id }) => id === pin.boardId)
  if (board) board.pinnedAt = pin.at
  server.world.changed()
}

/** @throws ApiError (404) */
function placeIn(asked: Signed, boardId: string, sectionId: string | null | undefined): Pick<Pin, 'boardId' | 'sectionId'> {
  const board = boardOf(asked, boardId)
  if (sectionId === undefined || sectionId === null) return { boardId: board.id }
  if (!board.sections.some(({ id }) => id === sectionId)) throw notThere('Board section')
  return { boardId: board.id, sectionId }
}

function checkedLink(link: string | null | undefined): string {
  if (link === undefined || link === null || link === '') return ''
  if (!/^https?:\/\//i.test(link) || !URL.canParse(link) || !new URL(link).hostname.includes('.'))
    throw invalid('The link is not a valid URL.')
  return link
}

/** `PATCH /v5/pins/{pin_id}` @throws ApiError */
export function updatePin(asked: Signed, id: string): Json {
  const said = readJson(asked, Changing)
  const pin = ownPin(asked, id)
  if (said.board_id !== undefined) {
    const { boardId, sectionId } = placeIn(asked, said.board_id, said.board_section_id)
    pin.boardId = boardId
    delete pin.sectionId
    if (sectionId !== undefined) pin.sectionId = sectionId
  }
  if (said.title !== undefined) pin.title = said.title ?? ''
  if (said.description !== undefined) pin.description = said.description ?? ''
  if (said.alt_text !== undefined) pin.alt = said.alt_text ?? ''
  if (said.link !== undefined) pin.link = checkedLink(said.link)
  if (said.carousel_slots) {
    if (said.carousel_slots.length !== pin.slots.length) throw invalid('carousel_slots does not match the pin.')
    pin.slots = said.carousel_slots.map(({ title = '', description = '', link = '' }) => ({ title, description, link }))
  }
  asked.server.world.changed()
  return pinJson(asked.server, pin)
}

/** `DELETE /v5/pins/{pin_id}` @throws ApiError */
export function deletePin(asked: Signed, id: string): undefined {
  const { state, world } = asked.server
  state.pins.splice(state.pins.indexOf(ownPin(asked, id)), 1)
  world.changed()
}

/** @throws ApiError (404) */
export function ownPin({ server, grant }: Signed, id: string): Pin {
  const pin = server.state.pins.find((each) => each.id === id && each.personId === grant.personId)
  if (!pin) throw notThere('Pin')
  return pin
}

/** `GET /v5/boards/{board_id}/pins`, `…/sections/{section_id}/pins`: newest first. What is in a section is listed there alone. */
export function listPinsOn(asked: Signed, boardId: string, sectionId?: string): Json {
  const place = placeIn(asked, boardId, sectionId)
  const { pins } = asked.server.state
  const there = pins.filter((pin) => pin.boardId === place.boardId && pin.sectionId === place.sectionId)
  return asPage(newestFirst(there), readQuery(asked, Paging), (pin) => pinJson(asked.server, pin))
}

const Filtered = Paging.extend({ pin_filter: z.enum(['exclude_native', 'exclude_repins', 'has_been_promoted']).optional() })

/** `GET /v5/pins`: those of one's own, newest first. Nobody saves from others here, so that there is nothing to leave out. */
export function listPins(asked: Signed): Json {
  const { server, grant } = asked
  const own = server.state.pins.filter(({ personId }) => personId === grant.personId)
  return asPage(newestFirst(own), readQuery(asked, Filtered), (pin) => pinJson(server, pin))
}

const creativeTypes = { image: 'REGULAR', multiple_images: 'CAROUSEL', video: 'VIDEO' } as const

function pinJson(server: Server, pin: Pin): Json {
  return {
    id: pin.id,
    created_at: pin.at,
    board_id: pin.boardId,
    board_section_id: pin.sectionId ?? null,
    board_owner: { username: personWith(server, pin.personId).handle },
    title: orNull(pin.title),
    description: orNull(pin.description),
    alt_text: orNull(pin.alt),
    link: orNull(pin.link),
    creative_type: creativeTypes[pin.kind],
    media: mediaJson(server, pin),
    is_owner: true,
    is_standard: true,
    has_been_promoted: false,
    parent_pin_id: null,
    dominant_color: null,
  }
}

function orNull(text: string): string | null {
  return text === '' ? null : text
}

function mediaJson(server: Server, { id, kind, pictures, slots, film }: Pin): Json {
  const [first] = pictures
  const images = first ? imagesJson(server, first) : {}
  if (kind === 'image') return { media_type: kind, images }
  if (kind === 'multiple_images')
    return {
      media_type: kind,
      items: pictures.map((picture, index) => ({ item_type: 'image', ...slots[index], images: imagesJson(server, picture) })),
    }
  const cover = first ? pictureUrl(server, first) : `${server.world.webOrigin}/films/${id}`
  const { width = 0, height = 0, seconds = 0 } = film ?? {}
  return { media_type: kind, cover_image_url: cover, video_url: null, duration: Math.round(seconds * 1000), width, height, images }
}

export function pictureUrl({ world }: Server, { id }: Pick<Picture, 'id'>): string {
  return `${world.webOrigin}/pictures/${id}`
}

function imagesJson(server: Server, picture: Picture): Json {
  return { '1200x': { width: picture.width, height: picture.height, url: pictureUrl(server, picture) } }
}
