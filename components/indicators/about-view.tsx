'use client'

import '@/components/indicators/wall.css'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'

type Link = { href: string; label: string }

type Props = {
  title: string
  means: string
  gap: string
  /** Under its head: what is aimed at, then who set it, for which days, and whose it is. */
  target: { head: string; aim: string; from: readonly string[] }
  counted: { head: string; how: string; reported?: Link }
  records?: Link
}

/** What a figure means, who set its target, and the way to the records behind it. */
export function AboutView({ title, means, gap, target, counted, records }: Readonly<Props>) {
  return (
    <section className="about">
      <SectionHead title={title} />
      <p>{means}</p>
      <p className="gap">{gap}</p>
      <dl>
        <div>
          <dt>{target.head}</dt>
          <dd>{target.aim}</dd>
          {target.from.map((words) => (
            <dd key={words} className="from">
              {words}
            </dd>
          ))}
        </div>
        <div>
          <dt>{counted.head}</dt>
          <dd className="how">{counted.how}</dd>
          {counted.reported && (
            <dd className="how">
              <a href={counted.reported.href}>{counted.reported.label}</a>
            </dd>
          )}
        </div>
      </dl>
      {records && (
        <p>
          <LinkButton href={records.href} size="small">
            {records.label}
          </LinkButton>
        </p>
      )}
    </section>
  )
}
