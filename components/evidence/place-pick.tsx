import { type ChangeEvent, useEffect, useState } from 'react'

type Props = { words: Readonly<Record<'place' | 'placeBusy' | 'placeKept' | 'placeFailed', string>> }

type Place = 'none' | 'busy' | 'failed' | { lat: number; lng: number }

const FIVE_PLACES = 100_000
const round = (degrees: number) => Math.round(degrees * FIVE_PLACES) / FIVE_PLACES

/** Where the device stands, if its user wants to say so; nothing without script. */
export function PlacePick({ words }: Readonly<Props>) {
  const [place, setPlace] = useState<Place>('none')
  const [hasScript, setScript] = useState(false)
  useEffect(() => setScript(true), [])
  if (!hasScript) return null
  const locate = (event: ChangeEvent<HTMLInputElement>) => {
    if (!event.target.checked) return setPlace('none')
    setPlace('busy')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => setPlace({ lat: round(coords.latitude), lng: round(coords.longitude) }),
      () => setPlace('failed'),
      { enableHighAccuracy: true, timeout: 15_000 },
    )
  }
  return (
    <label className="flex min-h-12 items-center gap-2">
      {typeof place === 'object' && (
        <>
          <input type="hidden" name="lat" value={place.lat} />
          <input type="hidden" name="lng" value={place.lng} />
        </>
      )}
      <input type="checkbox" onChange={locate} className="size-5 accent-dai" />
      <span>
        {words.place}
        {place !== 'none' && (
          <span className="block text-12 text-ink-3" role="status">
            {place === 'busy' ? words.placeBusy : place === 'failed' ? words.placeFailed : words.placeKept}
          </span>
        )}
      </span>
    </label>
  )
}
