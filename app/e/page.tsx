import { UnknownLink } from './unknown'

/** An address that lost its token. */
export default function NoLink() {
  return <UnknownLink />
}
