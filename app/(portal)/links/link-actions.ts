import type { LinkActions } from '@/components/links/link-menu'
import { codeAddress } from '@/lib/server/link-token'
import {
  extendLinkAction,
  makeCodeAction,
  moveLinkAction,
  reissueAction,
  remindAction,
  sendByMailAction,
} from './actions'

/** What can be done with a link, as every page of links hands it to its buttons. */
export function linkActions(): LinkActions {
  return {
    move: moveLinkAction,
    extend: extendLinkAction,
    reissue: reissueAction,
    remind: remindAction,
    handOver: { sendByMail: sendByMailAction, makeCode: makeCodeAction },
    codeAddress: codeAddress(),
  }
}
