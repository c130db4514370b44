import { Glyph } from '@/components/ui/glyph'

type Props = { title: string; errors: readonly { name: string; label: string; message: string }[] }

/** Every error of a form at its top, each a link to its field. Renders nothing without errors. */
export function ErrorSummary({ title, errors }: Readonly<Props>) {
  if (errors.length === 0) return null
  return (
    <div className="banner" data-s="crossed" role="alert">
      <Glyph state="crossed" />
      <div>
        <b>{title}</b>
        <ul>
          {errors.map((error) => (
            <li key={error.name}>
              <a href={`#f-${error.name}`}>
                <span className="underline">{error.label}</span> {error.message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
