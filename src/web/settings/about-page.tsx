import { Anchor, List } from '@mantine/core'

import { useText } from '../language/text-provider.tsx'
import { Page, Section } from '../ui/page.tsx'

/** What this is, and where its API is described. */
export function AboutPage() {
  const text = useText().settings
  return (
    <Page title={text.pages.about} lead={text.aboutLead}>
      <Section title={text.api} hint={text.apiHint}>
        <List>
          <List.Item>
            <Anchor href="/api/docs">{text.apiReference}</Anchor>
          </List.Item>
          <List.Item>
            <Anchor href="/api/openapi.json">{text.openApi}</Anchor>
          </List.Item>
        </List>
      </Section>
      <Section title={text.licence} hint={text.licenceHint}>
        <></>
      </Section>
    </Page>
  )
}
