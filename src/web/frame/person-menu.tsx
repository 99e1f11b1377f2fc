import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { LogOut, UserRound } from 'lucide-react'

import { LanguageName } from '../language/language-name.tsx'
import { useLanguage } from '../language/text-provider.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { signOut } from './sign-out.ts'
import { useChooseLanguage } from './use-choose-language.ts'
import { useMe } from './who.ts'

/** Who is signed in, with language, appearance and the way out. */
export function PersonMenu() {
  const me = useMe()
  const { texts } = useLanguage()
  const text = texts.frame
  return (
    <Menu position="bottom-end" width={220} shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton aria-label={text.person} p={4} style={{ lineHeight: 0, borderRadius: '50%' }}>
          <Avatar name={me.name} size={32} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.name}</Menu.Label>
        <Menu.Item component={Link} to="/settings/profile" leftSection={<UserRound size={16} aria-hidden="true" />}>
          {text.profile}
        </Menu.Item>
        <Menu.Divider />
        <Languages />
        <Menu.Divider />
        <Looks />
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={16} aria-hidden="true" />} onClick={() => void signOut()}>
          {text.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Languages() {
  const { language, texts } = useLanguage()
  const choose = useChooseLanguage()
  return (
    <Menu.RadioGroup value={language} onChange={(value) => choose(value === 'zh-TW' ? 'zh-TW' : 'en')}>
      <Menu.Label>{texts.frame.language}</Menu.Label>
      {(['en', 'zh-TW'] as const).map((each) => (
        <Menu.RadioItem key={each} value={each}>
          <LanguageName of={each} />
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}

function Looks() {
  const text = useLanguage().texts.frame
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}>
      <Menu.Label>{text.look}</Menu.Label>
      {(['light', 'dark', 'auto'] as const).map((each) => (
        <Menu.RadioItem key={each} value={each}>
          {text.looks[each]}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}
