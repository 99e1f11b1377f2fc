import '@mantine/spotlight/styles.layer.css'
import { useMantineColorScheme } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Building2, FileText, IdCard, Languages, MoonStar, PenLine, Search, SunMedium, UsersRound } from 'lucide-react'
import { useEffect, useState } from 'react'

import { api } from '../api.ts'
import { useLanguage } from '../language/text-provider.tsx'
import { useSettingsPages } from '../settings/settings-pages.ts'
import { openWorkspace } from '../workspace.ts'
import { places } from './places.ts'
import { useChooseLanguage } from './use-choose-language.ts'
import { useWrite } from './use-write.ts'
import { useBrand, useMay, useMe } from './who.ts'

const [store, palette] = createSpotlight()

/** Go, create, switch, find a post or a person: everything by keyboard. Opens whenever `asked` grows. */
export function SearchPalette({ asked }: { asked: number }) {
  const text = useLanguage().texts.frame
  const [query, setQuery] = useState('')
  useEffect(() => {
    if (asked > 0) palette.open()
  }, [asked])
  const posts = useFoundPosts(query)
  const people = useFoundPeople(query)
  const fixed = useFixedActions()
  return (
    <Spotlight
      store={store}
      query={query}
      onQueryChange={setQuery}
      actions={[...fixed, { group: text.groups.posts, actions: posts.actions }, { group: text.groups.people, actions: people.actions }]}
      filter={(asking, actions) => matching(asking, actions, [text.groups.posts, text.groups.people])}
      shortcut={null}
      attributes={{ content: { 'aria-label': text.searchHint } }}
      highlightQuery
      scrollable
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      maxHeight="60vh"
      nothingFound={posts.isLooking || people.isLooking ? text.searching : text.nothingFound}
      searchProps={{ leftSection: <Search size={18} aria-hidden="true" />, placeholder: text.search, 'aria-label': text.searchHint }}
    />
  )
}

function useFixedActions(): SpotlightActionGroupData[] {
  const { texts, language } = useLanguage()
  const text = texts.frame
  const navigate = useNavigate()
  const may = useMay()
  const { open } = useWrite()
  const settings = useSettingsPages()
  const choose = useChooseLanguage()
  const { setColorScheme } = useMantineColorScheme()
  const { workspace, workspaces } = useMe()
  const others = workspaces.filter(({ id }) => id !== workspace.id)
  const other = language === 'en' ? 'zh-TW' : 'en'
  const people = { to: '/people', icon: UsersRound, label: text.people } as const
  return [
    {
      group: text.groups.create,
      actions: may('posts.write') ? [{ id: 'write', label: text.write, leftSection: <PenLine size={18} />, onClick: () => open() }] : [],
    },
    {
      group: text.groups.go,
      actions: [...places.map(({ to, icon, name }) => ({ to, icon, label: name(text) })), people, ...settings].map(
        ({ to, icon: Icon, label }) => ({
          id: to,
          label,
          leftSection: <Icon size={18} />,
          onClick: () => void navigate({ to }),
        }),
      ),
    },
    {
      group: text.groups.switch,
      actions: [
        ...others.map(({ id, name }) => ({ id, label: name, leftSection: <Building2 size={18} />, onClick: () => openWorkspace(id) })),
        { id: 'language', label: text.languages[other], leftSection: <Languages size={18} />, onClick: () => choose(other) },
        { id: 'light', label: text.looks.light, leftSection: <SunMedium size={18} />, onClick: () => setColorScheme('light') },
        { id: 'dark', label: text.looks.dark, leftSection: <MoonStar size={18} />, onClick: () => setColorScheme('dark') },
      ],
    },
  ]
}

function useFoundPosts(query: string) {
  const text = useLanguage().texts.frame
  const brand = useBrand()
  const navigate = useNavigate()
  const [words] = useDebouncedValue(query.trim(), 200)
  const { data, isFetching } = useQuery(
    api.publishing.search.queryOptions({ input: words === '' ? skipToken : { brandId: brand.id, text: words, limit: 8 } }),
  )
  const actions = (data?.posts ?? []).map((post) => ({
    id: post.id,
    label: post.firstLine || text.emptyPost,
    leftSection: <FileText size={18} />,
    onClick: () => void navigate({ to: '/posts/$postId', params: { postId: post.id } }),
  }))
  return { actions, isLooking: isFetching || words !== query.trim() }
}

/** By whatever is known of them; nobody is listed before something is typed. */
function useFoundPeople(query: string) {
  const text = useLanguage().texts.frame
  const navigate = useNavigate()
  const mayRead = useMay()('inbox.read')
  const [words] = useDebouncedValue(query.trim(), 200)
  const { data, isFetching } = useQuery(
    api.inbox.people.queryOptions({ input: words === '' || !mayRead ? skipToken : { text: words, limit: 5 } }),
  )
  const actions = (data?.people ?? []).map(({ id, name, profiles: [first] }) => ({
    id,
    label: name ?? (first?.name || first?.handle || text.someone),
    description: first?.handle ? `@${first.handle}` : '',
    leftSection: <IdCard size={18} />,
    onClick: () => void navigate({ to: '/people', search: { person: id } }),
  }))
  return { actions, isLooking: isFetching || words !== query.trim() }
}

/** Fixed actions by their words; posts and people as the server found them. */
function matching(query: string, actions: Parameters<NonNullable<SpotlightFilter>>[1], found: readonly string[]) {
  const wanted = query.trim().toLocaleLowerCase()
  return actions.flatMap((group) => {
    if (!('actions' in group)) return []
    const kept = found.includes(group.group)
      ? group.actions
      : group.actions.filter(({ label }) => label?.toLocaleLowerCase().includes(wanted))
    return kept.length > 0 ? [{ ...group, actions: kept }] : []
  })
}

type SpotlightFilter = React.ComponentProps<typeof Spotlight>['filter']
