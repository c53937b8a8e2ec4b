/** One width for every page of the settings: wide enough for a form with its preview, and for a table. */
export default function SettingsLayout({ children }: { children: React.ReactNode }) {
  return <div className="max-w-5xl">{children}</div>
}
