/** Colours that people who see few colours tell apart, on light and on dark ground (after Okabe and Ito). */
export const palette = {
  blue: '#0072b2',
  green: '#009e73',
  vermilion: '#d55e00',
  purple: '#b8629a',
  sky: '#4aa3d8',
  ochre: '#b98900',
} as const;
