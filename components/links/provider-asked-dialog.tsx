import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'

type ProviderAskedDialogProps = {
  /** Who has withdrawn, as the row says it. */
  title: string
  open: boolean
  onOpenChange: (open: boolean) => void
  pending: boolean
  confirm: () => void
}

/** Before a withdrawal is put away: once it is, nobody is told to ask Smile ID any more. */
export function ProviderAskedDialog({ title, open, onOpenChange, pending, confirm }: ProviderAskedDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Has Smile ID been asked to erase it?"
      description={
        <>
          <bdi>{title}</bdi> withdrew, and their pictures are erased here. Smile ID keeps its own copy until somebody
          asks them; nothing here reminds of it again.
        </>
      }
    >
      <div className="flex flex-col-reverse gap-2 desk:flex-row desk:justify-end">
        <Button variant="quiet" onClick={() => onOpenChange(false)}>
          Not yet
        </Button>
        <Button variant="primary" pending={pending} onClick={confirm}>
          Smile ID was asked
        </Button>
      </div>
    </Dialog>
  )
}
