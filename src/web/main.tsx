import '@mantine/core/styles.layer.css'
import '@fontsource-variable/source-sans-3/wght.css'
import './ui/colours.css'
import './ui/ground.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { queries } from './api.ts'
import { askAhead, router } from './frame/routes.tsx'
import { bringChineseFontWhenNeeded } from './language/chinese-font.ts'
import { bringTemporal } from './language/temporal.ts'
import { loadLanguage, preferredLanguage, TextProvider } from './language/text-provider.tsx'
import { Dressed } from './ui/dressed.tsx'
import { ToastArea } from './ui/toast-area.tsx'

const root = document.getElementById('hearth')
if (!root) throw new Error('index.html has no #hearth element.')

bringChineseFontWhenNeeded()
askAhead()
const [first] = await Promise.all([loadLanguage(preferredLanguage()), bringTemporal()])

createRoot(root).render(
  <StrictMode>
    <TextProvider first={first}>
      <Dressed>
        <QueryClientProvider client={queries}>
          <ToastArea />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Dressed>
    </TextProvider>
  </StrictMode>,
)
