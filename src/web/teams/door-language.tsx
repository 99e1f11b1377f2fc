import { Button } from '@mantine/core'
import { Languages } from 'lucide-react'

import { LanguageName } from '../language/language-name.tsx'
import { useLanguage } from '../language/text-provider.tsx'

/** The other language, written in itself, for people who cannot read this one. */
export function DoorLanguage() {
  const { language, speak } = useLanguage()
  const other = language === 'en' ? 'zh-TW' : 'en'
  return (
    <Button
      variant="subtle"
      color="gray"

      leftSection={<Languages size={16} aria-hidden="true" />}
      onClick={() => void speak(other)}
    >
      <LanguageName of={other} />
    </Button>
  )
}
