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
  primaryShade: { light: 7, dark: 5 },
  colors: { ink },
  autoContrast: true,
  fontFamily: sans,
  headings: { fontFamily: sans, fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
});

/** Dimmed text in Mantine's own grey is too faint for small print. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#5b6470', '--console-surface': '#ffffff', '--console-ground': '#f6f7f9' },
  dark: { '--mantine-color-dimmed': '#a3abb6', '--console-surface': '#1f2226', '--console-ground': '#17191c' },
});
