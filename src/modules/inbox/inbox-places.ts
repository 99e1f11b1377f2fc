import { sql } from 'kysely'

import { type PlaceFinders, placesFrom } from '#modules/teams'

const onAccount = { accountIds: sql`array[account_id]` }
const messages = sql`(
  select message.workspace_id, message.id, message.account_id, thread.brand_id
  from inbox.message join inbox.thread on thread.workspace_id = message.workspace_id and thread.id = message.thread_id) message`
const answers = sql`(
  select answer.workspace_id, answer.id, thread.account_id, thread.brand_id
  from inbox.answer join inbox.thread on thread.workspace_id = answer.workspace_id and thread.id = answer.thread_id) answer`
/** A person stands wherever they wrote: their card and notes are for those who reach all of it. */
const people = sql`(
  select distinct person.workspace_id, person.id, thread.account_id, thread.brand_id
  from inbox.person
  join inbox.profile on profile.workspace_id = person.workspace_id and profile.person_id = person.id
  join inbox.thread on thread.workspace_id = profile.workspace_id and thread.profile_id = profile.id) person`
/** Those of every brand stand in none. */
const savedAnswers = placesFrom(sql`(select workspace_id, id, brand_id from inbox.saved_answer where brand_id is not null) saved`)

/** What the ids of this module are about. */
export const inboxPlaces: PlaceFinders = {
  threadId: placesFrom(sql`inbox.thread`, onAccount),
  messageId: placesFrom(messages, onAccount),
  answerId: placesFrom(answers, onAccount),
  savedAnswerId: savedAnswers,
  saved: savedAnswers,
  ruleId: placesFrom(sql`inbox.rule`),
  viewId: placesFrom(sql`inbox.saved_view`),
  personId: placesFrom(people, onAccount),
  otherId: placesFrom(people, onAccount),
}
