/** The mark: a person, a roof, a ridge, held by a line that runs to both edges. */
export function Mark({ className, title }: Readonly<{ className?: string; title?: string }>) {
  return (
    <svg
      className={className}
      viewBox="0 0 32 32"
      role={title ? 'img' : undefined}
      aria-label={title}
      aria-hidden={!title}
    >
      <rect width="32" height="32" rx="4" fill="var(--color-mark)" />
      <path
        d="M17 5.2C15.4 11 11.6 15.8 5.6 19.2M15.5 10.4c1.9 3.8 5.6 6.9 10.9 8.8"
        fill="none"
        stroke="var(--color-mark-person)"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <path d="M0 25h32" stroke="var(--color-mark-line)" strokeWidth="2.6" />
    </svg>
  )
}
