import { z } from 'zod'

import type { Json } from '#kit/json'

import { nowAt } from '../stand-in-time.ts'
import { asPage, Paging } from './stand-in-page-of.ts'
import { type Board, newId, type NewBoard, type Person, personWith, type Server } from './stand-in-state.ts'
import { notThere, readQuery, type Signed } from './stand-in-wire.ts'

export function addBoard(server: Server, owner: Person, { name, sections = [] }: NewBoard): Board {
  const at = nowAt(server)
  const board = {
    id: newId(),
    ownerId: owner.id,
    name,
    sections: sections.map((section) => ({ id: newId(), name: section })),
    at,
    pinnedAt: at,
  }
  server.state.boards.push(board)
  server.world.changed()
  return board
}

/** One's own. @throws ApiError (404) */
export function boardOf({ server, grant }: Signed, id: string): Board {
  const board = server.state.boards.find((each) => each.id === id && each.ownerId === grant.personId)
  if (!board) throw notThere('Board')
  return board
}

/** `GET /v5/boards` */
export function listBoards(asked: Signed): Json {
  const { server, grant } = asked
  const paging = readQuery(asked, Paging)
  const own = server.state.boards.filter(({ ownerId }) => ownerId === grant.personId)
  return asPage(own, paging, (board) => boardJson(server, board))
}

/** `GET /v5/boards/{board_id}` */
export function getBoard(asked: Signed, id: string): Json {
  readQuery(asked, z.strictObject({}))
  return boardJson(asked.server, boardOf(asked, id))
}

/** `GET /v5/boards/{board_id}/sections` */
export function listSections(asked: Signed, id: string): Json {
  return asPage(boardOf(asked, id).sections, readQuery(asked, Paging), ({ id: section, name }) => ({ id: section, name }))
}

function boardJson(server: Server, { id, ownerId, name, at, pinnedAt }: Board): Json {
  return {
    id,
    name,
    description: '',
    privacy: 'PUBLIC',
    is_ads_only: false,
    created_at: at,
    board_pins_modified_at: pinnedAt,
    owner: { username: personWith(server, ownerId).handle },
    pin_count: server.state.pins.filter(({ boardId }) => boardId === id).length,
    follower_count: 0,
    collaborator_count: 0,
  }
}
