'use client'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { type LinkActions, LinkMenu, type MenuLink } from './link-menu'
import { ReissueDialog } from './reissue-dialog'

/** The link's moves on its own page: the likeliest as a button, the others behind one. */
export function LinkButtons({ link, actions }: { link: MenuLink; actions: LinkActions }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      {link.isReissued ? null : (
        <Button onClick={() => setOpen(true)}>
          <RefreshCw aria-hidden /> Re-issue
        </Button>
      )}
      {/* At the right edge on phones too: its list opens to the left, and would leave the window. */}
      <div className="ms-auto">
        <LinkMenu link={link} actions={actions} />
      </div>
      <ReissueDialog link={link} actions={actions} kind="reissue" open={open} close={() => setOpen(false)} />
    </>
  )
}
