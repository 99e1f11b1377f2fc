import { implement } from '@orpc/server'

import { atTheDoor, type CallContext } from '#modules/teams'

import { inbox } from '../contract.ts'
import type { InboxNeeds } from '../needs.ts'
import { changePerson, notePerson, recordConsent, removePersonNote } from './change-person.ts'
import { erasePerson } from './erase-person.ts'
import { exportPerson } from './export-person.ts'
import { joinPeople, keepApart, splitPerson } from './join-people.ts'
import { listPeople } from './list-people.ts'
import { personFields, setPersonFields } from './person-fields.ts'
import { personThreads } from './person-threads.ts'
import { readPerson } from './read-person.ts'

/** The procedures of people, a part of the inbox's. */
export function peopleHandlers(needs: InboxNeeds) {
  const { db } = needs
  const api = implement(inbox).$context<CallContext>().use(atTheDoor)
  return {
    people: api.people.handler(({ context, input }) => listPeople(db, { ...input, workspaceId: context.call.acting.workspaceId })),
    person: api.person.handler(({ context, input }) => readPerson(db, { ...input, workspaceId: context.call.acting.workspaceId })),
    personThreads: api.personThreads.handler(({ context, input }) =>
      personThreads(db, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    changePerson: api.changePerson.handler(({ context, input }) => changePerson(needs, context.call, input)),
    notePerson: api.notePerson.handler(({ context, input }) => notePerson(needs, context.call, input)),
    removePersonNote: api.removePersonNote.handler(({ context, input }) => removePersonNote(needs, context.call, input)),
    recordConsent: api.recordConsent.handler(({ context, input }) => recordConsent(needs, context.call, input)),
    joinPeople: api.joinPeople.handler(({ context, input }) => joinPeople(needs, context.call, input)),
    splitPerson: api.splitPerson.handler(({ context, input }) => splitPerson(needs, context.call, input)),
    keepApart: api.keepApart.handler(({ context, input }) => keepApart(needs, context.call, input)),
    personFields: api.personFields.handler(({ context }) => personFields(db, context.call.acting)),
    setPersonFields: api.setPersonFields.handler(({ context, input }) => setPersonFields(needs, context.call, input)),
    exportPerson: api.exportPerson.handler(({ context, input }) => exportPerson(needs, context.call, input)),
    erasePerson: api.erasePerson.handler(({ context, input }) => erasePerson(needs, context.call, input)),
  }
}
