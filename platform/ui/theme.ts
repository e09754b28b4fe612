import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'
import { cssVariables, dark, light } from './tokens.ts'

/** Mantine wants ten shades; only the accent of each theme (8 in light, 4 in dark) is ever seen, the others are its neighbours. */
const green: MantineColorsTuple = [
  '#eef6f2',
  light.accentSoft,
  '#b9dccb',
  dark.accentHover,
  dark.accent,
  '#3fa67c',
  '#238a60',
  '#177550',
  light.accent,
  light.accentHover,
]

export const fontFamily = "'Source Sans 3', 'Noto Naskh Arabic', 'Segoe UI', Tahoma, sans-serif"

export const theme = createTheme({
  primaryColor: 'green',
  primaryShade: { light: 8, dark: 4 },
  colors: { green },
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)', fontWeight: '650' },
  // Sixteen pixels for everything that is read; smaller only for marks beside it.
  fontSizes: { xs: '0.9rem', sm: '1rem', md: '1.06rem', lg: '1.2rem', xl: '1.35rem' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { variant: 'default' } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45 } } },
    // A `header` outside the page's own parts would be a second banner to a screen reader.
    ModalHeader: { defaultProps: { component: 'div' } },
    DrawerHeader: { defaultProps: { component: 'div' } },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.35 } } },
    // Its placeholder is a focusable child that a menu may not have; without it the first item takes the focus.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
  },
})

const mantineFrom = (tokens: typeof light) => ({
  ...cssVariables(tokens),
  '--mantine-color-body': tokens.surface,
  '--mantine-color-text': tokens.ink,
  '--mantine-color-dimmed': tokens.inkSoft,
  '--mantine-color-placeholder': tokens.inkSoft,
  '--mantine-primary-color-contrast': tokens.accentInk,
  '--mantine-primary-color-filled': tokens.accent,
  '--mantine-primary-color-filled-hover': tokens.accentHover,
  '--mantine-color-anchor': tokens.accent,
  '--mantine-color-error': tokens.red,
  '--mantine-color-default': tokens.surface,
  '--mantine-color-default-hover': tokens.sunken,
  '--mantine-color-default-color': tokens.ink,
  '--mantine-color-default-border': tokens.lineStrong,
  '--mantine-color-disabled': tokens.sunken,
  '--mantine-color-disabled-color': tokens.inkSoft,
  '--mantine-color-disabled-border': tokens.line,
})

export const resolveVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: mantineFrom(light),
  dark: mantineFrom(dark),
})
