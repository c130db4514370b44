import type { CSSProperties } from 'react'
import { Glyph } from '@/components/ui/glyph'
import type { Option } from '@/components/ui/select'

type Props = {
  name: string
  id?: string
  legend: string
  options: readonly Option[]
  type?: 'checkbox' | 'radio'
  value?: readonly string[]
  cols?: number
  hideLegend?: boolean
  error?: string
  required?: boolean
}

/** A few choices as tiles: native check boxes, or radios where only one may hold. */
export function Picks(props: Readonly<Props>) {
  const { name, id = `f-${name}`, legend, options, type = 'checkbox', value = [] } = props
  const { cols = 3, hideLegend, error, required } = props
  return (
    <fieldset className="field" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className={hideLegend ? 'sr-only' : 'lab mb-1.5'}>{legend}</legend>
      <div className="picks" style={{ '--cols': cols } as CSSProperties}>
        {options.map((option, index) => (
          <label key={option.value}>
            <input
              className="sr-only"
              type={type}
              id={index === 0 ? id : undefined}
              name={name}
              value={option.value}
              defaultChecked={value.includes(option.value)}
              required={required && type === 'radio'}
            />
            <span>
              <Glyph state="held" />
              {option.label}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p className="mend" id={`${id}-error`}>
          <Glyph state="crossed" />
          {error}
        </p>
      )}
    </fieldset>
  )
}
