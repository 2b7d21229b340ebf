export { type Key, provide, provideAs, provideClass, provideValue, token, type Token } from './provide';
