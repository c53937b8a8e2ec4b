export { default, generateMetadata } from '../e/layout'
