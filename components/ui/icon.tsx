import { markup } from '@/components/ui/markup'

const PATHS = {
  lock: 'M5 10.5h14v10H5zM8 10.5V7.5a4 4 0 0 1 8 0v3M12 14.5v2.5',
  offline: 'M3.5 4.5 20 20M7 17.5h10.5M7.5 8.5A5 5 0 0 0 7 17.5M10 6.3a6 6 0 0 1 8 4.7 4 4 0 0 1 2 6.3',
  people:
    'M5 8.5a3 3 0 1 0 6 0 3 3 0 1 0-6 0M14 9.5a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0M2.5 19c.4-3.3 2.5-5 5.5-5s5.1 1.7 5.5 5M14.5 14.5c3.5-.8 6.3 1 6.8 4.5',
  today: 'M4 5h16v15H4zM4 9.5h16M8.5 3v4M15.5 3v4M8.5 14.5l2.4 2.3 4.6-4.6',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  person: 'M8.2 8a3.8 3.8 0 1 0 7.6 0 3.8 3.8 0 1 0-7.6 0M4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6',
  back: 'M14.5 5 8 12l6.5 7',
  next: 'M9.5 5 16 12l-6.5 7',
  down: 'M5 9l7 7 7-7',
  up: 'M5 15l7-7 7 7',
  bowl: 'M3.5 11h17c0 4-2.5 7-5.5 8v1H9v-1c-3-1-5.5-4-5.5-8zM9 7.5c0-1.5 1-1.5 1-3M14 7.5c0-1.5 1-1.5 1-3',
  coat: 'M9 4 4 7l-1 6 3 .8V20h12v-6.2l3-.8-1-6-5-3c-.5 1.8-1.6 2.6-3 2.6S9.5 5.8 9 4zM12 7v13',
  book: 'M12 6.5C10 5 7 4.5 3.5 5v13.5c3.5-.5 6.5 0 8.5 1.5 2-1.5 5-2 8.5-1.5V5C17 4.5 14 5 12 6.5zM12 6.5V20',
  medicine: 'M4 8h16v12H4zM9 8V4.5h6V8M12 11v6M9 14h6',
  house: 'M3.5 11.5 12 4l8.5 7.5M6 9.8V20h12V9.8M10 20v-5.5h4V20',
  drop: 'M12 3.5c3.5 4.5 6 7.5 6 10.7a6 6 0 0 1-12 0c0-3.2 2.5-6.2 6-10.7zM9.5 14.5c0 1.7 1 2.7 2.5 2.9',
  microphone: 'M12 3.5a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3',
  camera: 'M3.5 7.5h4l1.5-2.5h6l1.5 2.5h4v12h-17zM8.5 13a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0',
  phone:
    'M8.5 3h7A1.5 1.5 0 0 1 17 4.5v15a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 19.5v-15A1.5 1.5 0 0 1 8.5 3zM11 18h2',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM9.2 12a2.8 2.8 0 1 0 5.6 0 2.8 2.8 0 1 0-5.6 0',
  help: 'M4 14.5c2-1.5 4-1.5 6 0l3 .5c1.5.3 1.5 2 0 2h-3M13 16.5l5-2c1.5-.5 2.5 1 1.2 2L14 20H4M12 10.5s-4-2.6-4-5a2 2 0 0 1 4-.8 2 2 0 0 1 4 .8c0 2.4-4 5-4 5z',
  shield: 'M12 3.5 19.5 6v6c0 4.5-3.2 7.2-7.5 8.5C7.7 19.2 4.5 16.5 4.5 12V6zM8 12h8',
  paper: 'M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6',
  ledger: 'M6 3.5h13v17H6a2 2 0 0 1-2-2v-13a2 2 0 0 1 2-2zM8 3.5v17M11 8h5M11 12h5M11 16h3',
  search: 'M4.5 10.5a6 6 0 1 0 12 0 6 6 0 1 0-12 0M15 15l5.5 5.5',
  globe: 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M3.5 12h17M12 3.5c3 3 3 14 0 17M12 3.5c-3 3-3 14 0 17',
  print: 'M7 8V3.5h10V8M7 16.5H4V8h16v8.5h-3M7 13.5h10v7H7z',
  swap: 'M4 8h14l-3.5-3.5M20 16H6l3.5 3.5',
  flag: 'M6 21V4h11l-2.2 4 2.2 4H6',
  pin: 'M12 21s6.5-6.2 6.5-11A6.5 6.5 0 0 0 5.5 10c0 4.8 6.5 11 6.5 11zM9.7 10a2.3 2.3 0 1 0 4.6 0 2.3 2.3 0 1 0-4.6 0',
  download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4.5 20h15',
  upload: 'M12 15.5V4M7.5 8 12 3.5 16.5 8M4.5 20h15',
  clip: 'M8 12.5l6-6a3 3 0 0 1 4.3 4.3l-8 8a4.6 4.6 0 0 1-6.5-6.5l7.5-7.5',
  cross: 'M6 6l12 12M18 6 6 18',
  check: 'M4.5 12.5l5 5L19.5 7',
  chart: 'M4 20h16M6 20v-6M11 20V9M16 20V5',
  gear: 'M9 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M18.4 5.6l-2.1 2.1M7.7 16.3l-2.1 2.1',
  yuan: 'M6 4l6 8 6-8M12 12v8.5M7 12.5h10M7 16.5h10',
  pen: 'M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5',
  sun: 'M8 12a4 4 0 1 0 8 0 4 4 0 1 0-8 0M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4',
  leave: 'M13 4.5H5v15h8M10 12h10.5M17 8.5l3.5 3.5-3.5 3.5',
  half: 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M12 3.5v17M12 8h7M12 12h8.5M12 16h7',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z',
  info: 'M3.5 12a8.5 8.5 0 1 0 17 0 8.5 8.5 0 1 0-17 0M12 11v5.5M12 7.5v.5',
  family:
    'M5.5 7a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0M14 9a2 2 0 1 0 4 0 2 2 0 1 0-4 0M4 20v-6a4 4 0 0 1 8 0v6M12 20v-4.5a4 4 0 0 1 8 0V20',
} as const

export type IconName = keyof typeof PATHS

/** An outline icon on a 24 grid, as tall as 1.25 lines of its text. Decorative: its word stands beside it. */
export function Icon({ name, className = 'i' }: Readonly<{ name: IconName; className?: string }>) {
  return (
    <svg className={className} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}

/** The same icon among the markup of a list. */
export const iconMarkup = (name: IconName) =>
  markup`<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="${PATHS[name]}"/></svg>`
