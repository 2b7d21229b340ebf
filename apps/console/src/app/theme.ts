import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** A quiet blue: what can be pressed. States have colours of their own (display/state-badge). */
const ink: MantineColorsTuple = [
  '#eef3fc',
  '#dbe4f5',
  '#b4c7eb',
  '#8ba8e1',
  '#688ed9',
  '#527dd4',
  '#3f6fc9',
  '#2f5db5',
  '#2653a3',
  '#184790',
];

const sans = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  colors: { ink },
  autoContrast: true,
  fontFamily: sans,
  headings: { fontFamily: sans, fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** Text in its own colour on a tint of it, as badges and alerts have it, is too faint in Mantine's tones; so is its grey in small print. */
const LEGIBLE_ON_TINTS = {
  '--mantine-color-yellow-light-color': '#7a4a00',
  '--mantine-color-yellow-text': '#7a4a00',
  '--mantine-color-orange-light-color': '#9a3412',
  '--mantine-color-orange-text': '#9a3412',
  '--mantine-color-green-light-color': '#1b662a',
  '--mantine-color-green-text': '#1b662a',
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...LEGIBLE_ON_TINTS,
    '--mantine-color-dimmed': '#5b6470',
    '--console-surface': '#ffffff',
    '--console-ground': '#f6f7f9',
  },
  dark: {
    '--mantine-color-anchor': '#9db8f0',
    '--mantine-color-dimmed': '#a3abb6',
    '--console-surface': '#1f2226',
    '--console-ground': '#17191c',
  },
});
