import { z } from 'zod'

import { Colour } from '#contract/strategy'
import { asks } from '#contract/teams'

import { publishingRefusals } from './refusals-contract.ts'

/** What somebody wrote on a day of the brand's calendar: a holiday, a fair, a reminder. */
export const Note = z.object({
  id: z.uuid(),
  brandId: z.uuid(),
  day: z.iso.date(),
  text: z.string(),
  colour: Colour,
  by: z.string().optional(),
})
export type Note = z.output<typeof Note>
const NoteText = z.string().trim().min(1).max(500)

export const notes = {
  notes: asks('posts.read', 'reads', 'accounts')
    .route({ method: 'GET', path: '/notes', summary: 'Notes on the days between two days, both included' })
    .input(z.object({ brandId: z.uuid(), from: z.iso.date(), to: z.iso.date() }))
    .output(z.array(Note)),
  addNote: asks('posts.write', 'creates')
    .route({ method: 'POST', path: '/notes', summary: 'Write a note on a day of the calendar' })
    .errors(publishingRefusals)
    .input(z.object({ brandId: z.uuid(), day: z.iso.date(), text: NoteText, colour: Colour }))
    .output(Note),
  changeNote: asks('posts.write', 'changes')
    .route({ method: 'PATCH', path: '/notes/{noteId}', summary: 'Change what is given of a note; another day moves it' })
    .errors(publishingRefusals)
    .input(z.object({ noteId: z.uuid(), day: z.iso.date().optional(), text: NoteText.optional(), colour: Colour.optional() }))
    .output(Note),
  removeNote: asks('posts.write', 'changes')
    .route({ method: 'DELETE', path: '/notes/{noteId}', summary: 'Delete a note' })
    .errors(publishingRefusals)
    .input(z.object({ noteId: z.uuid() }))
    .output(z.object({ removed: z.literal(true) })),
}
