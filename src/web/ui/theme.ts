import { createTheme, mergeThemeOverrides, type CSSVariablesResolver, type MantineThemeOverride } from '@mantine/core'

/** Mantine in Hearth's clothes, with the words it says by itself. */
export function themeIn({ close }: { close: string }): MantineThemeOverride {
  const closeButtonProps = { 'aria-label': close }
  return mergeThemeOverrides(theme, {
    components: {
      Modal: { defaultProps: { centered: true, transitionProps: { duration: 150 }, closeButtonProps } },
      Drawer: { defaultProps: { transitionProps: { duration: 150 }, closeButtonProps } },
      Notification: { defaultProps: { closeButtonProps } },
    },
  })
}

/** Colours come from colours.css, so that both schemes and our own styles share them. */
const theme = createTheme({
  fontFamily: "'Source Sans 3 Variable', 'Noto Sans TC Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.25rem', xl: '1.75rem' },
  lineHeights: { xs: '1.5', sm: '1.5', md: '1.5', lg: '1.35', xl: '1.2' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '1rem', lg: '1.5rem', xl: '2.5rem' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'sm',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.2' },
      h2: { fontSize: '1.25rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.5' },
    },
  },
  colors: {
    ember: ['#fff2eb', '#fbe6da', '#f9cbb3', '#ffb08e', '#ff9066', '#e8642f', '#d24e1b', '#c03f0e', '#a8360b', '#7f2a0b'],
    gray: ['#fbf8f3', '#f3eee5', '#e9e2d6', '#dcd3c5', '#c5baaa', '#a99d8d', '#857a6d', '#655b50', '#443c33', '#2a241d'],
    dark: ['#efe8de', '#d0c6b9', '#afa497', '#82776a', '#4a4239', '#37312a', '#221e1a', '#1a1714', '#14110f', '#0f0d0b'],
    red: ['#fdf0ef', '#fae3e1', '#f4c2bf', '#ff958f', '#e9686a', '#d5484e', '#c2343e', '#ab2430', '#921c28', '#6d141d'],
  },
  primaryColor: 'ember',
  primaryShade: 7,
  cursorType: 'pointer',
  respectReducedMotion: true,
  // By name, so that no component is loaded before a screen needs it.
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Loader: { defaultProps: { type: 'dots', size: 'sm' } },
    // Their header is a heading of the dialog, not the page's banner.
    ModalHeader: { defaultProps: { role: 'none' } },
    DrawerHeader: { defaultProps: { role: 'none' } },
    Overlay: { defaultProps: { color: '#14110f', backgroundOpacity: 0.45 } },
    Text: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 120 } } },
  },
})

/** Mantine's own variables, in both schemes, from ours. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: shared, light: shared, dark: shared })

const shared = {
  '--mantine-color-body': 'var(--ground)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-soft)',
  '--mantine-color-anchor': 'var(--ember-text)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--raised)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-ember-filled': 'var(--ember)',
  '--mantine-color-ember-filled-hover': 'var(--ember-hover)',
  '--mantine-color-ember-text': 'var(--ember-text)',
  '--mantine-color-ember-light': 'var(--ember-soft)',
  '--mantine-color-ember-light-hover': 'var(--ember-soft)',
  '--mantine-color-ember-light-color': 'var(--ember-text)',
  '--mantine-color-ember-outline': 'var(--ember-text)',
  '--mantine-color-red-text': 'var(--bad)',
  '--mantine-color-red-light': 'var(--bad-soft)',
  '--mantine-color-red-light-color': 'var(--bad)',
}
