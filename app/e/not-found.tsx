export { UnknownLink as default } from './unknown'
