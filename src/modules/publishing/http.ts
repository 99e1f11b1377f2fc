import { implement } from '@orpc/server'

import { atTheDoor, type Call, type CallContext, narrowed } from '#modules/teams'

import { addNote } from './add-note.ts'
import { cadenceWarnings } from './cadence/cadence-warnings.ts'
import { listCadences } from './cadence/cadences.ts'
import { freeSlots } from './cadence/free-slots.ts'
import { setCadence } from './cadence/set-cadence.ts'
import { changeNote } from './change-note.ts'
import { publishing } from './contract.ts'
import { correctDelivery } from './correct-delivery.ts'
import { createPost } from './create-post.ts'
import { heldRouter } from './crisis/http.ts'
import { decideDelivery } from './decide-delivery.ts'
import { duplicatePost } from './duplicate-post.ts'
import { evergreenRouter } from './evergreen/http.ts'
import { listAttempts } from './list-attempts.ts'
import { listAttention } from './list-attention.ts'
import { listDrafts } from './list-drafts.ts'
import { listEdits } from './list-edits.ts'
import { listObstructed } from './list-obstructed.ts'
import { listPosts } from './list-posts.ts'
import { movePosts, removePosts, unschedulePosts } from './many-posts.ts'
import type { WorkerNeeds } from './needs.ts'
import { listNotes } from './notes.ts'
import { organisePost } from './organise-post.ts'
import { overviewPosts } from './overview-posts.ts'
import { accountQuotas } from './quotas.ts'
import { readPost } from './read-post.ts'
import { removeNote } from './remove-note.ts'
import { removePost } from './remove-post.ts'
import { savePost } from './save-post.ts'
import { databaseTime, schedulePost } from './schedule-post.ts'
import { searchPosts } from './search-posts.ts'
import { takeDownPost } from './take-down-post.ts'
import { unschedulePost } from './unschedule-post.ts'

export function publishingRouter(needs: WorkerNeeds) {
  const api = implement(publishing).$context<CallContext>().use(atTheDoor)
  return {
    create: api.create.handler(({ context, input }) => createPost(needs, context.call, input)),
    get: api.get.handler(({ context, input }) => readPost(needs, needs.db, { ...context.call.acting, ...input })),
    list: api.list.handler(({ context, input }) => listPosts(needs, { ...input, ...of(context.call, input) })),
    overview: api.overview.handler(({ context, input }) => overviewPosts(needs, { ...input, ...of(context.call, input) })),
    drafts: api.drafts.handler(({ context, input }) => listDrafts(needs, { ...input, ...of(context.call) })),
    search: api.search.handler(({ context, input }) => searchPosts(needs, { ...input, ...of(context.call) })),
    save: api.save.handler(({ context, input }) => savePost(needs, context.call, input)),
    organise: api.organise.handler(({ context, input }) => organisePost(needs, context.call, input)),
    schedule: api.schedule.handler(({ context, input }) => schedulePost(needs, context.call, input)),
    unschedule: api.unschedule.handler(({ context, input }) => unschedulePost(needs, context.call, input)),
    duplicate: api.duplicate.handler(({ context, input }) => duplicatePost(needs, context.call, input)),
    remove: api.remove.handler(({ context, input }) => removePost(needs, context.call, input)),
    history: api.history.handler(({ context, input }) => listEdits(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
    takeDown: api.takeDown.handler(({ context, input }) => takeDownPost(needs, context.call, input)),
    moveMany: api.moveMany.handler(({ context, input }) => movePosts(needs, context.call, input)),
    unscheduleMany: api.unscheduleMany.handler(({ context, input }) => unschedulePosts(needs, context.call, input)),
    removeMany: api.removeMany.handler(({ context, input }) => removePosts(needs, context.call, input)),
    notes: api.notes.handler(({ context, input }) => listNotes(needs.db, { ...input, workspaceId: context.call.acting.workspaceId })),
    addNote: api.addNote.handler(({ context, input }) => addNote(needs, context.call, input)),
    changeNote: api.changeNote.handler(({ context, input }) => changeNote(needs, context.call, input)),
    removeNote: api.removeNote.handler(({ context, input }) => removeNote(needs, context.call, input)),
    attention: api.attention.handler(({ context, input }) => listAttention(needs, { ...input, ...of(context.call) })),
    obstructed: api.obstructed.handler(({ context, input }) => listObstructed(needs, { ...input, ...of(context.call) })),
    attempts: api.attempts.handler(({ context, input }) => listAttempts(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
    correct: api.correct.handler(({ context, input }) => correctDelivery(needs, context.call, input)),
    quotas: api.quotas.handler(({ context, input }) => accountQuotas(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
    decide: api.decide.handler(({ context, input }) => decideDelivery(needs, context.call, input)),
    cadences: api.cadences.handler(({ context, input }) => listCadences(needs.db, { ...input, ...of(context.call) })),
    setCadence: api.setCadence.handler(({ context, input }) => setCadence(needs, context.call, input)),
    freeSlots: api.freeSlots.handler(async ({ context, input }) =>
      freeSlots(needs, { ...input, workspaceId: context.call.acting.workspaceId }, await databaseTime(needs.db)),
    ),
    cadenceWarnings: api.cadenceWarnings.handler(async ({ context, input }) =>
      cadenceWarnings(needs, { ...input, ...of(context.call) }, await databaseTime(needs.db)),
    ),
    ...evergreenRouter(needs),
    ...heldRouter(needs),
  }
}

/** Of which workspace, and of which accounts where not of all. */
function of({ acting }: Call, input: { accountIds?: readonly string[] | undefined } = {}) {
  return { workspaceId: acting.workspaceId, accountIds: narrowed(acting, input.accountIds) }
}
