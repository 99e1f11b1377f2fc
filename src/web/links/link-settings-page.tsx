import { useBrand, useMay } from '../frame/who.ts'
import { useText } from '../language/text-provider.tsx'
import { Page } from '../ui/page.tsx'
import { DomainList } from './domain-list.tsx'
import { PostsSettings } from './posts-settings.tsx'
import { PresetList } from './preset-list.tsx'
import { useLinksText } from './use-links-text.ts'

/** What is added to links, and the domains they stand under. */
export function LinkSettingsPage() {
  const { setting: words } = useLinksText()
  const { pages } = useText().settings
  const brand = useBrand()
  const may = useMay()
  return (
    <Page title={pages.links} lead={may('links.write') ? words.lead : words.readOnly}>
      <PostsSettings brandId={brand.id} mayManage={may('brands.manage')} />
      <PresetList brandId={brand.id} mayWrite={may('links.write')} />
      <DomainList brandId={brand.id} mayManage={may('brands.manage')} />
    </Page>
  )
}
