import { z } from 'zod'

import { asks } from '#contract/teams'
import { commonRefusals, Instant, type RefusalKind } from '#kit/contract'

export const peopleRefusals = {
  ...commonRefusals,
  SAME_PERSON: { status: 409, message: 'These are one person already. Reload the card.' },
  TOO_MANY_PROFILES: { status: 409, message: 'A person has at most 50 profiles. Separate some that are not theirs.' },
  WRONG_VALUE: {
    status: 422,
    message: 'This does not fit its field. Write a number, a day as 2026-11-24, or one of the choices, as the field asks.',
    data: z.object({ fields: z.array(z.string()) }),
  },
  FIELD_TWICE: { status: 409, message: 'Two fields have the same name. Give each its own.' },
} as const satisfies Record<string, RefusalKind>

/** Somebody on one network. */
export const Profile = z.object({
  id: z.uuid(),
  network: z.string(),
  handle: z.string(),
  name: z.string(),
  avatarUrl: z.string().optional(),
  url: z.string().optional(),
  /** Whose profile it is; absent where it is one of ours. */
  personId: z.uuid().optional(),
})
export type Profile = z.output<typeof Profile>

/** What two profiles have in common. */
const Reason = z.object({ same: z.enum(['handle', 'name', 'site']), value: z.string() })
export type Reason = z.output<typeof Reason>

export const PersonSummary = z.object({
  id: z.uuid(),
  /** What members call them; absent where their profiles’ names do. */
  name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  profiles: z.array(Profile),
})
export type PersonSummary = z.output<typeof PersonSummary>

const By = z.object({ id: z.uuid(), name: z.string() })
export const ConsentKind = z.enum(['offers', 'content', 'data'])
export type ConsentKind = z.output<typeof ConsentKind>
export const FieldKind = z.enum(['text', 'number', 'date', 'choice'])
export type FieldKind = z.output<typeof FieldKind>

const PersonNote = z.object({ id: z.uuid(), text: z.string(), member: By, at: Instant })
export type PersonNote = z.output<typeof PersonNote>

const Consent = z.object({
  id: z.uuid(),
  /** `offers`: they may be written to with offers; `content`: what they made may be shown; `data`: what is kept here may be kept. */
  kind: ConsentKind,
  given: z.boolean(),
  on: z.iso.date(),
  /** Where they said so. */
  place: z.string(),
  member: By,
  recordedAt: Instant,
})
export type Consent = z.output<typeof Consent>

/** Somebody who was taken in: their profiles came along, and go again when it is undone. */
const Joining = z.object({ id: z.uuid(), profileIds: z.array(z.uuid()), member: By, at: Instant })

/** Somebody who may be the same, and why. */
const Suggestion = z.object({ person: PersonSummary, reasons: z.array(Reason) })
export type Suggestion = z.output<typeof Suggestion>

export const Person = PersonSummary.extend({
  /** By the id of the field. */
  fields: z.record(z.uuid(), z.string()),
  /** The latest hundred, the newest first. */
  notes: z.array(PersonNote),
  /** The newest first; the latest of a kind holds. */
  consents: z.array(Consent),
  joinings: z.array(Joining),
  suggestions: z.array(Suggestion),
})
export type Person = z.output<typeof Person>

const PersonField = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(60),
  kind: FieldKind,
  choices: z.array(z.string().trim().min(1).max(60)).max(50),
})
export type PersonField = z.output<typeof PersonField>

const who = { personId: z.uuid() }
const Words = z.string().trim().min(1)

export const people = {
  people: asks('inbox.read', 'reads', 'workspace')
    .route({
      method: 'GET',
      path: '/inbox/people',
      summary: 'People who wrote to the workspace’s accounts, those first heard of latest first',
    })
    .errors(peopleRefusals)
    .input(
      z.object({
        /** Words of their names, handles, e-mail address, phone number and fields. */
        text: z.string().trim().max(200).optional(),
        cursor: z.uuid().optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
    )
    .output(z.object({ people: z.array(PersonSummary), next: z.string().optional() })),
  person: asks('inbox.read', 'reads', 'accounts')
    .route({
      method: 'GET',
      path: '/inbox/people/{personId}',
      summary: 'One person: profiles, what members know about them, who may be the same',
    })
    .errors(peopleRefusals)
    .input(z.object(who))
    .output(Person),
  changePerson: asks('inbox.work', 'changes', 'accounts')
    .route({ method: 'PATCH', path: '/inbox/people/{personId}', summary: 'Change what is given about a person; `null` takes it away' })
    .errors(peopleRefusals)
    .input(
      z.object({
        ...who,
        name: Words.max(120).nullable().optional(),
        email: z.email().max(254).nullable().optional(),
        phone: Words.max(40).nullable().optional(),
        fields: z.record(z.uuid(), Words.max(1000).nullable()).optional(),
      }),
    )
    .output(Person),
  notePerson: asks('inbox.work', 'creates', 'accounts')
    .route({ method: 'POST', path: '/inbox/people/{personId}/notes', summary: 'Add an internal note about a person' })
    .errors(peopleRefusals)
    .input(z.object({ ...who, text: Words.max(10_000) }))
    .output(Person),
  removePersonNote: asks('inbox.work', 'changes', 'accounts')
    .route({ method: 'DELETE', path: '/inbox/people/{personId}/notes/{noteId}', summary: 'Delete a note about a person' })
    .errors(peopleRefusals)
    .input(z.object({ ...who, noteId: z.uuid() }))
    .output(Person),
  recordConsent: asks('inbox.work', 'creates', 'accounts')
    .route({
      method: 'POST',
      path: '/inbox/people/{personId}/consents',
      summary: 'Record that a person allowed something, or took it back',
    })
    .errors(peopleRefusals)
    .input(z.object({ ...who, kind: ConsentKind, given: z.boolean(), on: z.iso.date(), place: Words.max(200) }))
    .output(Person),
  joinPeople: asks('inbox.work', 'creates', 'accounts')
    .route({
      method: 'POST',
      path: '/inbox/people/{personId}/joinings',
      summary: 'Say that somebody else is this person too; it can be undone',
    })
    .errors(peopleRefusals)
    .input(z.object({ ...who, otherId: z.uuid() }))
    .output(Person),
  splitPerson: asks('inbox.work', 'changes', 'accounts')
    .route({
      method: 'DELETE',
      path: '/inbox/people/{personId}/joinings/{joiningId}',
      summary: 'Undo a joining: who was taken in is a person apart again',
    })
    .errors(peopleRefusals)
    .input(z.object({ ...who, joiningId: z.uuid() }))
    .output(Person),
  keepApart: asks('inbox.work', 'changes', 'accounts')
    .route({
      method: 'POST',
      path: '/inbox/people/{personId}/apart',
      summary: 'Say that somebody else is not this person; it is not suggested again',
    })
    .errors(peopleRefusals)
    .input(z.object({ ...who, otherId: z.uuid() }))
    .output(Person),
  personFields: asks('inbox.read', 'reads', 'own')
    .route({ method: 'GET', path: '/inbox/person-fields', summary: 'What else the workspace wants to know about people' })
    .output(z.array(PersonField)),
  setPersonFields: asks('inbox.manage', 'changes', 'workspace')
    .route({ method: 'PUT', path: '/inbox/person-fields', summary: 'Set the fields in their order; the values of those left out are gone' })
    .errors(peopleRefusals)
    .input(z.object({ fields: z.array(PersonField).max(30) }))
    .output(z.array(PersonField)),
  exportPerson: asks('people.manage', 'changes', 'accounts')
    .route({
      method: 'POST',
      path: '/inbox/people/{personId}/export',
      summary: 'Everything that is kept about a person, to hand over to them',
    })
    .errors(peopleRefusals)
    .input(z.object(who))
    .output(z.record(z.string(), z.unknown())),
  erasePerson: asks('people.manage', 'changes', 'accounts')
    .route({
      method: 'DELETE',
      path: '/inbox/people/{personId}',
      summary:
        'Erase a person for good: words, names, handles, notes. Threads keep their shape, and what they said until now never comes back',
    })
    .errors(peopleRefusals)
    .input(z.object(who))
    .output(z.object({ erased: z.literal(true), messages: z.int() })),
}
