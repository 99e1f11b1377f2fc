import type { RuleActions, RuleConditions, RuleVerb } from '#contract/inbox'

import { useFormat } from '../../language/use-format.ts'
import { useLanguageName } from '../../language/use-language-name.ts'
import { networkName } from '../../networks.ts'
import { useInboxText } from '../use-inbox-text.ts'
import { conditionKeys } from './rule-draft.ts'
import type { RuleChoices } from './use-rule-choices.ts'
import { useRulesText } from './use-rules-text.ts'

/** What a rule is about and does, in a few words each. */
export function useRuleWords(choices: RuleChoices) {
  const valueOf = useValueWords(choices)
  const { conditions: names, actions: verbs } = useRulesText()
  const { list } = useFormat()
  const labels = new Map(choices.labels.map(({ id, name }) => [id, name]))
  return {
    conditionsOf: (conditions: RuleConditions) =>
      conditionKeys.flatMap((key) => {
        const value = valueOf(key, conditions)
        return value === '' ? [] : [`${names[key]}: ${value}`]
      }),
    actionsOf: ({ labelIds = [], assigneeId, urgent, hide, finish, alert = [] }: RuleActions) => {
      const known = labelIds.flatMap((id) => labels.get(id) ?? [])
      const said: readonly (readonly [RuleVerb, boolean, string])[] = [
        ['label', known.length > 0, list(known)],
        ['assign', assigneeId !== undefined, choices.nameOf(assigneeId ?? '')],
        ['urgent', urgent === true, ''],
        ['hide', hide === true, ''],
        ['finish', finish === true, ''],
        ['alert', alert.length > 0, list(alert.map(choices.nameOf))],
      ]
      return said.flatMap(([verb, is, whom]) => (is ? [whom === '' ? verbs[verb] : `${verbs[verb]}: ${whom}`] : []))
    },
  }
}

function useValueWords({ accounts }: RuleChoices) {
  const words = useRulesText()
  const inbox = useInboxText()
  const { list, number } = useFormat()
  const languageName = useLanguageName()
  const handles = new Map(accounts.map(({ id, handle }) => [id, `@${handle}`]))
  const all = (values: readonly string[] | undefined, name: (value: string) => string = (value) => value) => list((values ?? []).map(name))
  return (key: (typeof conditionKeys)[number], conditions: RuleConditions): string => {
    const { kinds, meanings, sentiments, contains, only, length, stars, waits } = conditions
    switch (key) {
      case 'networks':
        return all(conditions.networks, networkName)
      case 'accountIds':
        return all(conditions.accountIds, (id) => handles.get(id) ?? '')
      case 'languages':
        return all(conditions.languages, languageName)
      case 'kinds':
        return list((kinds ?? []).map((kind) => inbox.kinds[kind]))
      case 'meanings':
        return list((meanings ?? []).map((meaning) => inbox.meanings[meaning]))
      case 'sentiments':
        return list((sentiments ?? []).map((sentiment) => inbox.sentiments[sentiment]))
      case 'contains':
        return list((contains ?? []).map((what) => words.contains[what]))
      case 'only':
        return list((only ?? []).map((what) => words.only[what]))
      case 'stars':
        return list((stars ?? []).map((count) => words.stars(count)))
      case 'length':
        return [
          ...(length?.atLeast === undefined ? [] : [`${words.atLeast} ${number(length.atLeast)}`]),
          ...(length?.atMost === undefined ? [] : [`${words.atMost} ${number(length.atMost)}`]),
        ].join(' · ')
      case 'waits':
        return waits === undefined ? '' : waits ? words.waits.yes : words.waits.no
      case 'hours':
        return conditions.hours === undefined ? '' : words.hours[conditions.hours]
      case 'anyWord':
      case 'everyWord':
      case 'noWord':
      case 'authors':
      case 'notAuthors':
        return all(conditions[key])
    }
  }
}
