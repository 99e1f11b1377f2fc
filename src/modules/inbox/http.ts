import { implement } from '@orpc/server'

import { atTheDoor, type CallContext, narrowed } from '#modules/teams'

import { answerMessage, settleAnswer } from './answers/answer-message.ts'
import { answerPrivately } from './answers/answer-privately.ts'
import { addNote, changeThreads } from './change-threads.ts'
import { inbox } from './contract.ts'
import { readCare, setCare } from './deadlines/care.ts'
import { hideMessage } from './hide-message.ts'
import { countThreads, listThreads } from './list-threads.ts'
import { correctMeaning } from './meaning/correct-meaning.ts'
import { readMeasures } from './measures/read-measures.ts'
import type { InboxNeeds } from './needs.ts'
import { peopleHandlers } from './people/http.ts'
import { keepPlaybook, listPlaybooks, removePlaybook } from './playbooks/playbooks.ts'
import { tickStep } from './playbooks/tick-step.ts'
import { bePresent, leave } from './presence.ts'
import { readThread } from './read-thread.ts'
import { listReadings, readNow } from './reading/readings.ts'
import { changeRule, createRule, orderRules, removeRule } from './rules/keep-rule.ts'
import { listRules } from './rules/list-rules.ts'
import { ruleActs } from './rules/rule-acts.ts'
import { tryRule } from './rules/try-rule.ts'
import { undoRule, undoRuleAct } from './rules/undo-rule.ts'
import { changeSavedAnswer, createSavedAnswer, removeSavedAnswer } from './saved/keep-saved-answer.ts'
import { listSavedAnswers, savedAnswersFor } from './saved/list-saved-answers.ts'
import { attend, listAttendance } from './sharing/attendance.ts'
import { viewHandlers } from './views/http.ts'

export function inboxRouter(needs: InboxNeeds) {
  const api = implement(inbox).$context<CallContext>().use(atTheDoor)
  return {
    list: api.list.handler(({ context, input }) =>
      listThreads(needs, {
        ...input,
        workspaceId: context.call.acting.workspaceId,
        accountIds: narrowed(context.call.acting, input.accountIds),
      }),
    ),
    counts: api.counts.handler(({ context, input }) => countThreads(needs, { ...context.call.acting, ...input })),
    get: api.get.handler(({ context, input }) => readThread(needs, needs.db, { ...input, workspaceId: context.call.acting.workspaceId })),
    readings: api.readings.handler(({ context, input }) => listReadings(needs, { ...context.call.acting, ...input })),
    readNow: api.readNow.handler(({ context, input }) => readNow(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
    answer: api.answer.handler(({ context, input }) => answerMessage(needs, context.call, input)),
    answerPrivately: api.answerPrivately.handler(({ context, input }) => answerPrivately(needs, context.call, input)),
    decide: api.decide.handler(({ context, input }) => settleAnswer(needs, context.call, input)),
    change: api.change.handler(({ context, input }) => changeThreads(needs, context.call, input)),
    note: api.note.handler(({ context, input }) => addNote(needs, context.call, input)),
    here: api.here.handler(({ context, input }) => bePresent(needs, context.call.acting, input)),
    leave: api.leave.handler(({ context, input }) => leave(needs, context.call.acting, input)),
    hide: api.hide.handler(({ context, input }) => hideMessage(needs, context.call, input)),
    savedAnswers: api.savedAnswers.handler(({ context, input }) =>
      listSavedAnswers(needs.db, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    savedAnswersFor: api.savedAnswersFor.handler(({ context, input }) => savedAnswersFor(needs.db, context.call.acting, input)),
    createSavedAnswer: api.createSavedAnswer.handler(({ context, input }) => createSavedAnswer(needs, context.call, input)),
    changeSavedAnswer: api.changeSavedAnswer.handler(({ context, input }) => changeSavedAnswer(needs, context.call, input)),
    removeSavedAnswer: api.removeSavedAnswer.handler(({ context, input }) => removeSavedAnswer(needs, context.call, input)),
    rules: api.rules.handler(({ context, input }) => listRules(needs.db, { ...input, workspaceId: context.call.acting.workspaceId })),
    createRule: api.createRule.handler(({ context, input }) => createRule(needs, context.call, input)),
    changeRule: api.changeRule.handler(({ context, input }) => changeRule(needs, context.call, input)),
    removeRule: api.removeRule.handler(({ context, input }) => removeRule(needs, context.call, input)),
    orderRules: api.orderRules.handler(({ context, input }) => orderRules(needs, context.call, input)),
    tryRule: api.tryRule.handler(({ context, input }) => tryRule(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
    ruleActs: api.ruleActs.handler(({ context, input }) => ruleActs(needs, { ...input, workspaceId: context.call.acting.workspaceId })),
    undoRule: api.undoRule.handler(({ context, input }) => undoRule(needs, context.call, input)),
    undoRuleAct: api.undoRuleAct.handler(({ context, input }) => undoRuleAct(needs, context.call, input)),
    care: api.care.handler(({ context, input }) => readCare(needs.db, { ...input, workspaceId: context.call.acting.workspaceId })),
    setCare: api.setCare.handler(({ context, input }) => setCare(needs, context.call, input)),
    ...peopleHandlers(needs),
    playbooks: api.playbooks.handler(({ context, input }) =>
      listPlaybooks(needs.db, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    keepPlaybook: api.keepPlaybook.handler(({ context, input }) => keepPlaybook(needs, context.call, input)),
    removePlaybook: api.removePlaybook.handler(({ context, input }) => removePlaybook(needs, context.call, input)),
    tickStep: api.tickStep.handler(({ context, input }) => tickStep(needs, context.call, input)),
    ...viewHandlers(needs),
    attendance: api.attendance.handler(({ context }) => listAttendance(needs.db, context.call.acting)),
    attend: api.attend.handler(({ context, input }) => attend(needs, context.call.acting, input)),
    measures: api.measures.handler(({ context, input }) =>
      readMeasures(needs.db, { ...input, workspaceId: context.call.acting.workspaceId }),
    ),
    correct: api.correct.handler(({ context, input }) => correctMeaning(needs, context.call, input)),
  }
}
