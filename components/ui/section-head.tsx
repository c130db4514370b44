import type { ReactNode } from 'react'

type Props = { title: ReactNode; note?: ReactNode; end?: ReactNode; ruled?: boolean; id?: string }

/** Opens a section: title, note and what can be done. `ruled` draws the thick and thin rule of an account book above it. */
export function SectionHead({ title, note, end, ruled, id }: Readonly<Props>) {
  return (
    <div className={ruled ? 'sec wenwu' : 'sec'}>
      <h2 id={id}>{title}</h2>
      {note && <span className="note">{note}</span>}
      {end && <div className="end">{end}</div>}
    </div>
  )
}
