/** Gives the focus to the page, where what had it goes: it would be lost. */
export function focusPage(): void {
  document.getElementById('main')?.focus({ preventScroll: true })
}

/** For the `ref` of a control that may go from the page with the focus on it, as one that removes itself when pressed. */
export function leaveFocus(control: HTMLElement | null): () => void {
  return () => {
    if (control && control === document.activeElement) focusPage()
  }
}
