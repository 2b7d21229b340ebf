export { codePoint } from './code-point';
export { hasInk, unseenIn } from './visible-characters';
export { visibleText, withUnseen } from './visible-text';
