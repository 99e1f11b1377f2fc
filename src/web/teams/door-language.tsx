import { Button } from '@mantine/core'
import { Languages } from 'lucide-react'

import { useLanguage } from '../language/text-provider.tsx'

/** The other language, written in itself, for people who cannot read this one. */
export function DoorLanguage() {
  const { language, speak, texts } = useLanguage()
  const other = language === 'en' ? 'zh-TW' : 'en'
  return (
    <Button
      variant="subtle"
      color="gray"
      lang={other}
      leftSection={<Languages size={16} aria-hidden="true" />}
      onClick={() => void speak(other)}
    >
      {texts.frame.languages[other]}
    </Button>
  )
}
