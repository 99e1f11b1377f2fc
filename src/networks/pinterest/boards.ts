import { z } from 'zod'

import type { NetworkEnvironment, Outcome } from '../network.ts'
import { ask } from './api.ts'
import type { Board, Section } from './known.ts'
import { pagesOf } from './pages.ts'
import type { Session } from './session.ts'

const boardSchema = z.object({
  id: z.string(),
  name: z.string(),
  is_ads_only: z.boolean().nullish(),
  board_pins_modified_at: z.string().nullish(),
})
const sectionSchema = z.object({ id: z.string(), name: z.string() })

const mostPages = 4
/** Sections cost a request for each board, and an app with Trial access has a thousand a day: those of the boards that were last pinned to are read. */
const mostWithSections = 25

/** The boards an account can pin to, the one last pinned to first. What is for advertisements alone is left out. */
export async function readBoards(session: Session, environment: NetworkEnvironment): Promise<Outcome<readonly Board[]>> {
  const read = await pagesOf({ ...session, path: '/boards', query: {}, item: boardSchema, mostPages }, environment)
  if (!read.ok) return read
  const boards = read.value.items
    .filter((board) => board.is_ads_only !== true)
    .toSorted((one, other) => (other.board_pins_modified_at ?? '').localeCompare(one.board_pins_modified_at ?? ''))
  const found: Board[] = []
  for (const { id, name } of boards) {
    const sections = found.length < mostWithSections ? await readSections(id, session, environment) : nothing
    if (!sections.ok) return sections
    found.push({ id, name, sections: sections.value })
  }
  return { ok: true, value: found }
}

const nothing: Outcome<readonly Section[]> = { ok: true, value: [] }

async function readSections(board: string, session: Session, environment: NetworkEnvironment): Promise<Outcome<readonly Section[]>> {
  const path = `/boards/${board}/sections`
  const read = await pagesOf({ ...session, path, query: {}, item: sectionSchema, mostPages: 1 }, environment)
  return read.ok ? { ok: true, value: read.value.items } : read
}

/** Is it still there? */
export async function findBoard(board: string, session: Session, environment: NetworkEnvironment): Promise<Outcome<void>> {
  const answer = z.object({ id: z.string() })
  const found = await ask({ ...session, method: 'GET', path: `/boards/${board}`, answer, missing: 'board-gone' }, environment)
  return found.ok ? { ok: true, value: undefined } : found
}
