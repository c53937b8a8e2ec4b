import { notFound } from 'next/navigation'

/** An address that lost its token. */
export default function NoLink() {
  notFound()
}
